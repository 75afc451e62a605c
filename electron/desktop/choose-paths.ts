import type { BrowserWindow, OpenDialogOptions } from 'electron';
import { createOneDialog } from './one-dialog.ts';

/** Asks the person; empty when they cancel. */
export type ChoosePaths = (what: 'files' | 'folder') => Promise<readonly string[]>;

const optionsFor: Readonly<Record<'files' | 'folder', OpenDialogOptions>> = {
  files: { title: 'Add files', buttonLabel: 'Add', properties: ['openFile', 'multiSelections', 'showHiddenFiles'] },
  folder: { title: 'Add folder', buttonLabel: 'Add', properties: ['openDirectory', 'multiSelections', 'showHiddenFiles'] },
};

export function createChoosePaths(currentWindow: () => BrowserWindow | null): ChoosePaths {
  const { open } = createOneDialog(currentWindow);
  return (what) => open(optionsFor[what]);
}
