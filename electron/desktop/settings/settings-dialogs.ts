import type { BrowserWindow, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { createOneDialog } from '../one-dialog.ts';

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

const exportOptions: SaveDialogOptions = {
  title: 'Export settings',
  buttonLabel: 'Export',
  defaultPath: 'gantry-settings.json',
  filters: json,
};

export function createSettingsDialogs(currentWindow: () => BrowserWindow | null): SettingsDialogs {
  const { open, save } = createOneDialog(currentWindow);
  const choose = async (options: OpenDialogOptions): Promise<string | null> => (await open(options))[0] ?? null;
  return {
    chooseImport: () => choose(importOptions),
    chooseCertificates: () => choose(certificateOptions),
    chooseProgram: () => choose(programOptions),
    chooseExport: () => save(exportOptions),
  };
}
