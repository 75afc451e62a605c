import type { BrowserWindow, OpenDialogOptions } from 'electron';
import { dialog } from 'electron';

/** Asks a person for a file, of settings, certificates, or a program; null when they cancel. */
export interface SettingsDialogs {
  chooseImport(): Promise<string | null>;
  chooseExport(): Promise<string | null>;
  chooseCertificates(): Promise<string | null>;
  chooseProgram(): Promise<string | null>;
}

const json = [{ name: 'Settings', extensions: ['json'] }];
const importOptions: OpenDialogOptions = { title: 'Import settings', buttonLabel: 'Import', properties: ['openFile'], filters: json };
const certificateOptions: OpenDialogOptions = {
  title: 'Trust an authority',
  buttonLabel: 'Choose',
  properties: ['openFile'],
  filters: [
    { name: 'Certificates', extensions: ['pem', 'crt', 'cer'] },
    { name: 'All files', extensions: ['*'] },
  ],
};
const programOptions: OpenDialogOptions = { title: 'A program to run after the queue', buttonLabel: 'Choose', properties: ['openFile'] };

export function createSettingsDialogs(currentWindow: () => BrowserWindow | null): SettingsDialogs {
  let isOpen = false;
  /** One at a time: a page that asks again gets nothing instead of a second one. */
  const alone = async (ask: () => Promise<string | null>): Promise<string | null> => {
    if (isOpen) return null;
    isOpen = true;
    return await ask().finally(() => {
      isOpen = false;
    });
  };
  const open = async (options: OpenDialogOptions): Promise<string | null> => {
    const parent = currentWindow();
    const answer = await (parent === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options));
    return answer.canceled ? null : (answer.filePaths[0] ?? null);
  };
  const save = async (): Promise<string | null> => {
    const options = { title: 'Export settings', buttonLabel: 'Export', defaultPath: 'gantry-settings.json', filters: json };
    const parent = currentWindow();
    const answer = await (parent === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(parent, options));
    return answer.canceled ? null : answer.filePath;
  };
  const choose = (options: OpenDialogOptions) => alone(() => open(options));
  return {
    chooseImport: () => choose(importOptions),
    chooseCertificates: () => choose(certificateOptions),
    chooseProgram: () => choose(programOptions),
    chooseExport: () => alone(save),
  };
}
