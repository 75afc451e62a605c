import type { BrowserWindow, OpenDialogOptions } from 'electron';
import { say } from '../../shared/language/say.ts';
import { createOneDialog } from './one-dialog.ts';

/** Asks the person; empty when they cancel. */
export type ChoosePaths = (what: 'files' | 'folder') => Promise<readonly string[]>;

function optionsFor(what: 'files' | 'folder'): OpenDialogOptions {
  return {
    title: what === 'files' ? say('Add files') : say('Add folder'),
    buttonLabel: say('Add'),
    properties: [what === 'files' ? 'openFile' : 'openDirectory', 'multiSelections', 'showHiddenFiles'],
  };
}

export function createChoosePaths(currentWindow: () => BrowserWindow | null): ChoosePaths {
  const { open } = createOneDialog(currentWindow);
  return (what) => open(optionsFor(what));
}
