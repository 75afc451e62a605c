import type { BrowserWindow, OpenDialogOptions } from 'electron';
import { say } from '../../../shared/language/say.ts';
import { destinationTitle } from '../../../shared/text/destination-title.ts';
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
      choose({
        title: say('Watch a folder: its files are sent to {destination}', { destination: visibleText(destinationTitle(destinationName)) }),
        buttonLabel: say('Watch'),
        properties,
      }),
    chooseTarget: () => choose({ title: say('Move what has arrived to'), buttonLabel: say('Move here'), properties }),
  };
}
