import type { BrowserWindow, MessageBoxOptions } from 'electron';
import { dialog } from 'electron';
import { say } from '../../../shared/language/say.ts';
import { canAsk } from '../tell-person.ts';

/** A question that is answered by a button of that name, or not at all. */
export interface YesNoQuestion {
  readonly title: string;
  readonly detail: string;
  readonly yes: string;
}

/** Asks in a box of the system's own that no page can press. Enter, Escape and closing it mean no; so does a place where nobody can click. */
export async function askYesNo({ title, detail, yes }: YesNoQuestion, parent: BrowserWindow | null): Promise<boolean> {
  if (!canAsk()) return false;
  const box: MessageBoxOptions = {
    ...{ type: 'warning', title: 'Gantry', message: title, detail, noLink: true },
    ...{ buttons: [say('Cancel'), yes], defaultId: 0, cancelId: 0 },
  };
  const { response } = await (parent === null ? dialog.showMessageBox(box) : dialog.showMessageBox(parent, box));
  return response === 1;
}
