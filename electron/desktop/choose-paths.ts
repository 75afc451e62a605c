import type { BrowserWindow, OpenDialogOptions } from 'electron';
import { dialog } from 'electron';

/** Asks the person; empty when they cancel. */
export type ChoosePaths = (what: 'files' | 'folder') => Promise<readonly string[]>;

const optionsFor: Readonly<Record<'files' | 'folder', OpenDialogOptions>> = {
  files: { title: 'Add files', buttonLabel: 'Add', properties: ['openFile', 'multiSelections', 'showHiddenFiles'] },
  folder: { title: 'Add folder', buttonLabel: 'Add', properties: ['openDirectory', 'multiSelections', 'showHiddenFiles'] },
};

export function createChoosePaths(currentWindow: () => BrowserWindow | null): ChoosePaths {
  let open: Promise<readonly string[]> | null = null;

  const ask = async (what: 'files' | 'folder'): Promise<readonly string[]> => {
    const parent = currentWindow();
    const answer = await (parent === null ? dialog.showOpenDialog(optionsFor[what]) : dialog.showOpenDialog(parent, optionsFor[what]));
    return answer.canceled ? [] : answer.filePaths;
  };

  return async (what) => {
    // One dialog at a time: the second click, by button or by shortcut, gets nothing instead of a second dialog.
    if (open !== null) return [];
    open = ask(what);
    try {
      return await open;
    } finally {
      open = null;
    }
  };
}
