import type { BrowserWindow, OpenDialogOptions } from 'electron';
import { dialog } from 'electron';

/** Asks a person for a file of settings or certificates; null when they cancel. */
export interface SettingsDialogs {
  chooseImport(): Promise<string | null>;
  chooseExport(): Promise<string | null>;
  chooseCertificates(): Promise<string | null>;
}

const json = [{ name: 'Settings', extensions: ['json'] }];
const importOptions: OpenDialogOptions = { title: 'Import settings', buttonLabel: 'Import', properties: ['openFile'], filters: json };
const certificateOptions: OpenDialogOptions = {
  title: 'Trust an authority',
  buttonLabel: 'Trust',
  properties: ['openFile'],
  filters: [
    { name: 'Certificates', extensions: ['pem', 'crt', 'cer'] },
    { name: 'All files', extensions: ['*'] },
  ],
};

export function createSettingsDialogs(currentWindow: () => BrowserWindow | null): SettingsDialogs {
  const choose = async (options: OpenDialogOptions): Promise<string | null> => {
    const parent = currentWindow();
    const answer = await (parent === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options));
    return answer.canceled ? null : (answer.filePaths[0] ?? null);
  };
  return {
    chooseImport: () => choose(importOptions),
    chooseCertificates: () => choose(certificateOptions),
    async chooseExport() {
      const options = { title: 'Export settings', buttonLabel: 'Export', defaultPath: 'gantry-settings.json', filters: json };
      const parent = currentWindow();
      const answer = await (parent === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(parent, options));
      return answer.canceled ? null : answer.filePath;
    },
  };
}
