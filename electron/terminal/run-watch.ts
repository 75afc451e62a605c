import { UploadError } from '../engine/errors/upload-error.ts';
import { sleepOn } from '../engine/source/sleep-on.ts';
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
 * until the window is closed. Where another command holds the list, it waits for that one's end. Throws what `openQueue` throws, later only what does not
 * mend itself.
 */
export async function runWatch(
  command: RunWatchCommand,
  dataDirectory: string,
  terminal: Terminal,
  open: typeof openQueue = openQueue,
): Promise<ExitCode> {
  const interruption = listenForInterruption(terminal);
  const { signal } = interruption;
  const patience = createPatience(terminal);
  while (!signal.aborted) {
    const letGo = new AbortController();
    const queue = await open({
      ...{ terminal, dataDirectory, run: command, host: 'terminal', watchesFolders: true },
      needsReceiver: () => true,
      letGo: () => {
        letGo.abort();
        return true;
      },
    }).then(patience.opened, patience.refused);
    if (queue !== null) await attend(queue, { command, terminal, interruption, letGo: letGo.signal });
    if (queue !== null && !letGo.signal.aborted) continue;
    await sleepOn(terminal.clock)(letGo.signal.aborted ? givingWayMs : pauseMs, signal).catch(() => undefined);
  }
  if (interruption.cause() === 'signal') terminal.stderr.write('No longer watching; the list is kept.\n');
  return exitCodes.done;
}

interface Patience {
  opened(queue: QueueAccess): QueueAccess;
  /** null: the list cannot be had now, and is asked for again. Throws what does not mend itself, and whatever comes at the first time. */
  refused(error: unknown): null;
}

/** After the first time it waits for what ends by itself, and says once what a person might want to know of it. */
function createPatience({ stderr }: Pick<Terminal, 'stderr'>): Patience {
  let isFirst = true;
  let said: string | null = null;
  return {
    opened(queue) {
      isFirst = false;
      said = null;
      return queue;
    },
    refused(error) {
      if (isFirst || !(error instanceof UploadError)) throw error;
      // Whoever took it does not answer yet, or works at its own pace.
      if (error.code === 'queue-held' || error.code === 'not-possible-now') return null;
      // A disk may be full or away for a while.
      if (error.code !== 'queue-disk-full' && error.code !== 'queue-unusable') throw error;
      const sentence = errorSentence(error.toPlain());
      if (sentence !== said) stderr.write(`${sentence}\n`);
      said = sentence;
      return null;
    },
  };
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
