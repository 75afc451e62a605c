import { join } from 'node:path';
import type { Settings } from '../../shared/settings.ts';
import { afterQueueIn } from '../../shared/text/after-queue-in.ts';
import { sleepOn } from '../engine/source/sleep-on.ts';
import { countdownMs } from '../host/after-queue/countdown-ms.ts';
import type { PerformOptions } from '../host/after-queue/perform-after-queue.ts';
import { performAfterQueue } from '../host/after-queue/perform-after-queue.ts';
import type { QueueEnd } from '../host/after-queue/queue-end.ts';
import { startProgram } from '../host/after-queue/start-program.ts';
import { createFileLog } from '../host/file-log.ts';
import { createRedactor } from '../host/redactor.ts';
import { connectToHolder } from '../local-socket/connect-to-holder.ts';
import { callWebhookDirectly } from './call-webhook-directly.ts';
import type { CommandContext } from './command-context.ts';
import { projectVersion } from './project-version.ts';
import type { Terminal } from './terminal.ts';

export interface ListEnd extends QueueEnd {
  /** Something of the list is not through, also of batches that others added or that a person paused. */
  readonly isMoreLeft: boolean;
}

export interface AfterQueuePorts {
  readonly start: PerformOptions['start'];
  /** Whether a Gantry holds the list of this data directory and sends. */
  isHeld(dataDirectory: string, clock: Terminal['clock']): Promise<boolean>;
}

/**
 * `--after-queue`: does what the settings say once the whole list is through. What reaches beyond this command waits until nobody has pressed Ctrl-C for 15 s,
 * and is left to whoever holds the list by then. Never rejects: what cannot be done is told, and the exit code goes on telling of the files.
 */
export async function runAfterQueue(
  settings: Settings,
  end: ListEnd,
  context: Pick<CommandContext, 'terminal' | 'interruption' | 'dataDirectory'>,
  ports: AfterQueuePorts = { start: startProgram, isHeld },
): Promise<void> {
  const { terminal, interruption, dataDirectory } = context;
  const { stderr, clock, environment } = terminal;
  const { action, alsoAfterFailures } = settings.afterQueue;
  // This command ends by itself.
  if (action === 'quit') return;
  if (action === 'nothing') {
    stderr.write('Nothing is chosen for after the queue: “gantry settings set afterQueue.action”.\n');
    return;
  }
  if (end.isMoreLeft) {
    stderr.write('Not everything in the list is through, so nothing is done after the queue.\n');
    return;
  }
  if (end.hasFailures && !alsoAfterFailures) {
    stderr.write('Not all arrived, so nothing is done after the queue.\n');
    return;
  }
  if (action !== 'sound') {
    stderr.write(`${afterQueueIn(action, `${countdownMs / 1_000} seconds`)}. Ctrl-C stops it.\n`);
    const isStopped = await sleepOn(clock)(countdownMs, interruption.signal).then(
      () => false,
      () => true,
    );
    if (isStopped) {
      stderr.write('Stopped: nothing is done.\n');
      return;
    }
    if (await ports.isHeld(dataDirectory, clock)) {
      stderr.write('Another Gantry works with the list now, so nothing is done after the queue.\n');
      return;
    }
  }
  try {
    await performAfterQueue(performOptions(terminal, settings, ports.start), action, settings.afterQueue, end);
  } catch (error) {
    const log = createFileLog({ directory: join(dataDirectory, 'logs'), clock, redact: createRedactor(environment) });
    log.write('warn', 'after-queue-failed', { action, error });
    log.close();
    stderr.write('What was chosen for after the queue did not work; the log says why.\n');
  }
}

async function isHeld(dataDirectory: string, clock: Terminal['clock']): Promise<boolean> {
  const connection = await connectToHolder({ dataDirectory, clock, client: `gantry ${projectVersion()}` });
  connection?.close();
  return connection !== null;
}

function performOptions(
  { clock, stderr, isScreen, environment }: Terminal,
  settings: Settings,
  start: PerformOptions['start'],
): PerformOptions {
  return {
    platform: process.platform,
    now: () => clock.now(),
    // A file is no bell.
    beep: () => {
      if (isScreen) stderr.write('\u0007');
    },
    quit: () => undefined,
    fetch: (url, request) => callWebhookDirectly(url, request, settings, environment),
    start,
  };
}
