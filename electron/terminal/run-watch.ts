import { UploadError } from '../engine/errors/upload-error.ts';
import { sleepOn } from '../engine/retry/sleep-on.ts';
import type { RunWatchCommand } from './command.ts';
import { errorSentence } from './error-sentence.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { followWatches } from './follow-watches.ts';
import type { Interruption } from './interruption.ts';
import { listenForInterruption } from './interruption.ts';
import { openQueue } from './open-queue.ts';
import type { QueueAccess } from './queue-access.ts';
import type { Terminal } from './terminal.ts';

/** Between two tries to take the list over from one that ends, or that is just starting. */
const pauseMs = 1_000;
/** Whoever asked for the list has it by then; before, this would only take it away again. */
const givingWayMs = 10_000;

/**
 * `gantry watch run`: holds the list and watches until a signal ends it. A window that opens gets the list, and watches itself; this then waits
 * until the window is closed. Where another command holds the list, it waits for that one's end.
 */
export async function runWatch(command: RunWatchCommand, dataDirectory: string, terminal: Terminal): Promise<ExitCode> {
  const interruption = listenForInterruption(terminal);
  const { signal } = interruption;
  let isFirst = true;
  while (!signal.aborted) {
    const letGo = new AbortController();
    const queue = await openPatiently(command, dataDirectory, terminal, letGo, isFirst);
    isFirst = false;
    if (queue !== null) await attend(queue, { command, terminal, interruption, letGo: letGo.signal });
    if (queue !== null && !letGo.signal.aborted) continue;
    await sleepOn(terminal.clock)(letGo.signal.aborted ? givingWayMs : pauseMs, signal).catch(() => undefined);
  }
  if (interruption.cause() === 'signal') terminal.stderr.write('No longer watching; the list is kept.\n');
  return exitCodes.done;
}

/** null: it cannot be had now, and is asked for again. Throws what `openQueue` throws, the first time. */
async function openPatiently(
  command: RunWatchCommand,
  dataDirectory: string,
  terminal: Terminal,
  letGo: AbortController,
  isFirst: boolean,
): Promise<QueueAccess | null> {
  try {
    return await openQueue({
      ...{ terminal, dataDirectory, run: command, host: 'terminal', watchesFolders: true },
      needsReceiver: () => true,
      letGo: () => {
        letGo.abort();
        return true;
      },
    });
  } catch (error) {
    if (isFirst || !(error instanceof UploadError)) throw error;
    // Whoever took it does not answer yet, or works at its own pace.
    if (error.code !== 'queue-held' && error.code !== 'not-possible-now') terminal.stderr.write(`${errorSentence(error.toPlain())}\n`);
    return null;
  }
}

interface Attendance {
  readonly command: RunWatchCommand;
  readonly terminal: Terminal;
  readonly interruption: Interruption;
  readonly letGo: AbortSignal;
}

/** Shows what happens until it is over, here or at the process that holds the list. */
async function attend(queue: QueueAccess, { command, terminal, interruption, letGo }: Attendance): Promise<void> {
  const over = new AbortController();
  void queue.ended.then(() => over.abort());
  const signal = AbortSignal.any([interruption.signal, letGo, over.signal]);
  try {
    await followWatches({ queue, terminal, isJson: command.isJson, signal });
    if (letGo.aborted) terminal.stderr.write('The window has the list now, and watches.\n');
  } finally {
    await queue.close();
  }
}
