import type { BrowserWindow, MessageBoxOptions } from 'electron';
import { dialog } from 'electron';
import { say } from '../../shared/language/say.ts';

export interface Message {
  readonly title: string;
  readonly remedy: string;
}

/** Where nobody can click, a box would hang the app for ever. */
export function canAsk(): boolean {
  return !process.env['GANTRY_NO_DIALOGS'] && !process.env['CI'];
}

function boxOf({ title, remedy }: Message): MessageBoxOptions {
  return { type: 'error', title: 'Gantry', message: title, detail: remedy, buttons: ['OK'], noLink: true };
}

/** Says it on the terminal, and in a box that is waited for. Only after the app is ready. */
export function tellBeforeEnd(message: Message): void {
  printMessage(message);
  if (canAsk()) dialog.showMessageBoxSync(boxOf(message));
}

/** Says it on the terminal, and in a box that the app does not wait for. */
export function tell(message: Message, parent: BrowserWindow | null): void {
  printMessage(message);
  if (!canAsk()) return;
  const shown = parent === null ? dialog.showMessageBox(boxOf(message)) : dialog.showMessageBox(parent, boxOf(message));
  // A box that cannot be shown was said on the terminal already.
  shown.catch(() => undefined);
}

/** Says that something was done as asked. */
export function confirmTo(message: Message, parent: BrowserWindow | null): void {
  if (!canAsk()) return;
  const box: MessageBoxOptions = { ...boxOf(message), type: 'info' };
  const shown = parent === null ? dialog.showMessageBox(box) : dialog.showMessageBox(parent, box);
  // It was done all the same.
  shown.catch(() => undefined);
}

/** Says what is about to happen, with a button that stops it. Answers the end of the box. */
export function announceTo(message: Message, parent: BrowserWindow | null, onStop: () => void): () => void {
  printMessage(message);
  if (!canAsk()) return () => undefined;
  const ended = new AbortController();
  const box: MessageBoxOptions = { ...boxOf(message), type: 'warning', buttons: [say('Stop it')], signal: ended.signal };
  const shown = parent === null ? dialog.showMessageBox(box) : dialog.showMessageBox(parent, box);
  shown.then(
    () => {
      if (!ended.signal.aborted) onStop();
    },
    () => undefined,
  );
  return () => ended.abort();
}

export function printMessage({ title, remedy }: Message): void {
  process.stderr.write(`gantry: ${title}. ${remedy}\n`);
}
