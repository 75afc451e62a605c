import type { BrowserWindow, OpenDialogOptions } from 'electron';
import { dialog } from 'electron';

/** Asks a person for a folder; null when they cancel. */
export interface WatchDialogs {
  chooseWatched(destinationName: string): Promise<string | null>;
  chooseTarget(): Promise<string | null>;
}

export function createWatchDialogs(currentWindow: () => BrowserWindow | null): WatchDialogs {
  let isOpen = false;
  const choose = async (options: OpenDialogOptions): Promise<string | null> => {
    // One at a time, however often it is asked for.
    if (isOpen) return null;
    isOpen = true;
    try {
      const parent = currentWindow();
      const answer = await (parent === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options));
      return answer.canceled ? null : (answer.filePaths[0] ?? null);
    } finally {
      isOpen = false;
    }
  };
  const properties: OpenDialogOptions['properties'] = ['openDirectory', 'createDirectory', 'showHiddenFiles'];
  return {
    chooseWatched: (destinationName) =>
      choose({ title: `Watch a folder: its files are sent to ${destinationName}`, buttonLabel: 'Watch', properties }),
    chooseTarget: () => choose({ title: 'Move what has arrived to', buttonLabel: 'Move here', properties }),
  };
}
