import type { BrowserWindow, MessageBoxOptions } from 'electron';
import { dialog } from 'electron';
import type { DestinationId } from '../../../shared/ids.ts';
import { say } from '../../../shared/language/say.ts';
import { errorWords } from '../../../shared/text/error-words.ts';
import { UploadError } from '../../engine/errors/upload-error.ts';
import type { Clock } from '../../engine/ports.ts';
import { addPaths } from '../../requests/add-paths.ts';
import type { RequestContext } from '../../requests/request-context.ts';
import { refusalMessage } from '../refusal-message.ts';
import type { Message } from '../tell-person.ts';
import { canAsk, printMessage } from '../tell-person.ts';
import type { AddQuestion } from './add-question.ts';
import type { GivenDesk } from './given-desk.ts';
import { createGivenDesk } from './given-desk.ts';
import { createLinkDesk } from './link-desk.ts';

const addButton = 1;

/** Takes up what the system gives to Gantry: files of the person's choice, and links, for which they are asked by a box of the system's own. */
export function openGiven(context: RequestContext, clock: Clock, currentWindow: () => BrowserWindow | null): GivenDesk {
  const { engine, log } = context;
  const show = async (box: MessageBoxOptions): Promise<number | null> => {
    if (!canAsk()) return null;
    const parent = currentWindow();
    const { response } = await (parent === null ? dialog.showMessageBox(box) : dialog.showMessageBox(parent, box));
    return response;
  };
  const tellAndWait = async ({ title, remedy }: Message): Promise<void> => {
    printMessage({ title, remedy });
    await show({ type: 'error', title: 'Gantry', message: title, detail: remedy, buttons: ['OK'], noLink: true });
  };
  const ask = async ({ message, detail }: AddQuestion): Promise<boolean> => {
    // Enter, Escape and the box's own cross all mean no.
    const no = { defaultId: 0, cancelId: 0 };
    const buttons = [say('Do not add'), say('Add')];
    return (await show({ type: 'question', title: 'Gantry', message, detail, buttons, ...no, noLink: true })) === addButton;
  };
  const add = async (paths: readonly string[], destinationId: DestinationId | null): Promise<void> => {
    try {
      const to = destinationId === null ? {} : { destinationId };
      const message = refusalMessage(await addPaths.handle(context, { paths, conflict: 'ask', ...to }));
      if (message !== null) await tellAndWait(message);
    } catch (error) {
      log.write('error', 'given-not-added', { error });
      await tellAndWait(errorWords(error instanceof UploadError ? error.toPlain() : { code: 'internal', details: {} }));
    }
  };
  // A box that cannot be shown was said on the terminal already.
  const later = (work: Promise<void>): void => void work.catch(() => undefined);

  const { platform } = process;
  const links = createLinkDesk({ platform, log, destinations: () => engine.destinations.list(), ask, tell: tellAndWait, add });
  return createGivenDesk({
    ...{ platform, clock, links },
    addPaths: (paths) => later(add(paths, null)),
    tell: (message) => later(tellAndWait(message)),
  });
}
