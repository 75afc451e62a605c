import { UploadError } from '../engine/errors/upload-error.ts';
import { sleepOn } from '../engine/source/sleep-on.ts';
import { systemRandomness } from '../host/system-randomness.ts';
import { connectToHolder } from '../local-socket/connect-to-holder.ts';
import { nameHolder } from '../local-socket/name-holder.ts';
import { openLocalSocket } from '../local-socket/open-local-socket.ts';
import { removeLeftSocket } from '../local-socket/remove-left-socket.ts';
import type { HolderHost } from '../local-socket/socket-protocol.ts';
import type { RunOptions } from './command.ts';
import { heldQueue } from './held-queue.ts';
import type { OpenedEngine } from './open-engine.ts';
import { openEngine } from './open-engine.ts';
import { ownQueue } from './own-queue.ts';
import { projectVersion } from './project-version.ts';
import type { QueueAccess } from './queue-access.ts';
import type { Terminal } from './terminal.ts';

export interface OpenQueueOptions {
  readonly terminal: Terminal;
  readonly dataDirectory: string;
  /** null: the queue is only looked after, and nothing is sent. */
  readonly run: RunOptions | null;
  /** "This computer" is needed; asked only where this process holds the queue. */
  needsReceiver(): boolean;
  /** What this process is to those that join it. */
  readonly host: Exclude<HolderHost, 'window'>;
  /** Somebody else wants to hold the queue; left out: it is kept. */
  readonly letGo?: () => boolean;
  /** Whether this process watches folders, where it holds the queue; left out: it sends what it was given. */
  readonly watchesFolders?: boolean;
}

/** Another command may hold the queue for a moment, or be about to open its socket. */
const patienceMs = 2_000;
const pauseMs = 100;

/**
 * Joins the Gantry that holds the queue, or holds it itself, and then lets others join as long as it sends. Throws `queue-held` where somebody holds
 * it that cannot be talked to, `not-possible-now` for options that only a holder can follow, and what `openEngine` throws.
 */
export async function openQueue(options: OpenQueueOptions): Promise<QueueAccess> {
  const { terminal, dataDirectory, run } = options;
  const { clock } = terminal;
  const startedAt = clock.monotonicNow();
  for (;;) {
    const connection = await connectToHolder({ dataDirectory, clock, client: `gantry ${projectVersion()}` });
    if (connection !== null) {
      if (run === null || (run.concurrency === null && run.limitRate === null && !run.afterQueue)) return heldQueue(connection, clock);
      connection.close();
      const reason =
        'Another Gantry holds the list and sends at its own pace: leave out --concurrency, --limit-rate and --after-queue, or close it.';
      throw new UploadError('not-possible-now', { details: { reason } });
    }
    try {
      return await holdQueue(options);
    } catch (error) {
      const isHeld = error instanceof UploadError && error.code === 'queue-held';
      if (!isHeld || clock.monotonicNow() - startedAt > patienceMs) throw nameHolder(error, dataDirectory);
    }
    await sleepOn(clock)(pauseMs, new AbortController().signal);
  }
}

async function holdQueue({
  terminal,
  dataDirectory,
  run,
  needsReceiver,
  host,
  letGo,
  watchesFolders = false,
}: OpenQueueOptions): Promise<QueueAccess> {
  const opened: OpenedEngine = await openEngine({ terminal, dataDirectory, run, needsReceiver: needsReceiver(), watchesFolders });
  if (run === null) {
    // Whoever joins expects that files are sent. Nobody is to be told of a holder that is long gone.
    removeLeftSocket(dataDirectory, opened.log);
    return ownQueue(opened, null);
  }
  const socket = await openLocalSocket({
    ...{
      dataDirectory,
      engine: opened.engine,
      settings: opened.settings,
      environment: terminal.environment,
      host,
      version: projectVersion(),
    },
    ports: { clock: terminal.clock, log: opened.log, randomness: systemRandomness },
    ...(letGo === undefined ? {} : { letGo }),
  });
  return ownQueue(opened, socket);
}
