import { sleepOn } from '../engine/source/sleep-on.ts';
import { connectToHolder } from '../local-socket/connect-to-holder.ts';
import type { CommandContext } from './command-context.ts';
import { heldQueue } from './held-queue.ts';
import { projectVersion } from './project-version.ts';
import type { QueueAccess } from './queue-access.ts';

/** A window has to start before it takes the queue over, on a machine that is busy. */
const patienceMs = 30_000;
const pauseMs = 200;

/** Joins whoever takes over a queue that was handed on; null: nobody did in time, or the person interrupted. */
export async function joinNextHolder({
  terminal,
  dataDirectory,
  interruption,
}: Pick<CommandContext, 'terminal' | 'dataDirectory' | 'interruption'>): Promise<QueueAccess | null> {
  const { clock } = terminal;
  const until = clock.monotonicNow() + patienceMs;
  while (!interruption.signal.aborted && clock.monotonicNow() < until) {
    const connection = await connectToHolder({ dataDirectory, clock, client: `gantry ${projectVersion()}` });
    if (connection !== null) return heldQueue(connection, clock);
    await sleepOn(clock)(pauseMs, interruption.signal).catch(() => undefined);
  }
  return null;
}
