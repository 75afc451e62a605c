import type { BrowserWindow, OpenDialogOptions } from 'electron';
import { say } from '../../../shared/language/say.ts';
import { createOneDialog } from '../one-dialog.ts';

/** Asks a person for a file, of settings, certificates, or a program; null when they cancel. */
export interface SettingsDialogs {
  chooseImport(): Promise<string | null>;
  chooseExport(): Promise<string | null>;
  chooseCertificates(): Promise<string | null>;
  chooseProgram(): Promise<string | null>;
}

const properties: NonNullable<OpenDialogOptions['properties']> = ['openFile'];

export function createSettingsDialogs(currentWindow: () => BrowserWindow | null): SettingsDialogs {
  const { open, save } = createOneDialog(currentWindow);
  const choose = async (options: OpenDialogOptions): Promise<string | null> => (await open(options))[0] ?? null;
  const settingsOnly = () => [{ name: say('Settings'), extensions: ['json'] }];
  return {
    chooseImport: () => choose({ title: say('Import settings'), buttonLabel: say('Import'), properties, filters: settingsOnly() }),
    chooseCertificates: () =>
      choose({
        title: say('Trust an authority'),
        buttonLabel: say('Choose'),
        properties,
        filters: [
          { name: say('Certificates'), extensions: ['pem', 'crt', 'cer'] },
          { name: say('All files'), extensions: ['*'] },
        ],
      }),
    chooseProgram: () => choose({ title: say('A program to run after the queue'), buttonLabel: say('Choose'), properties }),
    chooseExport: () =>
      save({ title: say('Export settings'), buttonLabel: say('Export'), defaultPath: 'gantry-settings.json', filters: settingsOnly() }),
  };
}
