import type { BrowserWindow, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { dialog } from 'electron';

/** Asks a person for paths, one dialog at a time: whoever asks again meanwhile gets nothing instead of a second one. */
export interface OneDialog {
  /** Empty when they cancel. */
  open(options: OpenDialogOptions): Promise<readonly string[]>;
  /** null when they cancel. */
  save(options: SaveDialogOptions): Promise<string | null>;
}

export function createOneDialog(currentWindow: () => BrowserWindow | null): OneDialog {
  let isOpen = false;
  const alone = async <T>(nothing: T, ask: (parent: BrowserWindow | null) => Promise<T>): Promise<T> => {
    if (isOpen) return nothing;
    isOpen = true;
    try {
      return await ask(currentWindow());
    } finally {
      isOpen = false;
    }
  };
  return {
    open: (options) =>
      alone<readonly string[]>([], async (parent) => {
        const answer = await (parent === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options));
        return answer.canceled ? [] : answer.filePaths;
      }),
    save: (options) =>
      alone<string | null>(null, async (parent) => {
        const answer = await (parent === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(parent, options));
        return answer.canceled ? null : answer.filePath;
      }),
  };
}
