import type { BrowserWindow, OpenDialogOptions } from 'electron';
import { visibleText } from '../../../shared/text/visible-text.ts';
import { createOneDialog } from '../one-dialog.ts';

/** Asks a person for a folder; null when they cancel. */
export interface WatchDialogs {
  chooseWatched(destinationName: string): Promise<string | null>;
  chooseTarget(): Promise<string | null>;
}

export function createWatchDialogs(currentWindow: () => BrowserWindow | null): WatchDialogs {
  const { open } = createOneDialog(currentWindow);
  const choose = async (options: OpenDialogOptions): Promise<string | null> => (await open(options))[0] ?? null;
  const properties: OpenDialogOptions['properties'] = ['openDirectory', 'createDirectory', 'showHiddenFiles'];
  return {
    chooseWatched: (destinationName) =>
      choose({ title: `Watch a folder: its files are sent to ${visibleText(destinationName)}`, buttonLabel: 'Watch', properties }),
    chooseTarget: () => choose({ title: 'Move what has arrived to', buttonLabel: 'Move here', properties }),
  };
}
