import type { Clock, Log } from '../ports.ts';
import type { Checkpoint, Protocol } from '../protocols/protocol.ts';
import { untilAborted } from '../source/until-aborted.ts';

/** Somebody waits for it: what an old address does not take back in this time stays there. */
const patienceMs = 5_000;
const mostAtOnce = 4;

/** Removes what was begun at a place that is left for good, as far as that place answers. Never rejects; what stays is logged. */
export async function discardAll(
  checkpoints: readonly Checkpoint[],
  protocolOf: () => Protocol,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Promise<void> {
  const controller = new AbortController();
  const cancelTimer = clock.setTimer(() => controller.abort(), patienceMs);
  const left = [...checkpoints];
  let removed = 0;
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined && !controller.signal.aborted; next = left.shift()) {
      await untilAborted(protocolOf().discard(next, controller.signal), controller.signal);
      removed += 1;
    }
  };
  // One that fails ends its own line; the others go on.
  await Promise.all(
    Array.from({ length: mostAtOnce }, () => work().catch((error: unknown) => log.write('warn', 'not-discarded', { error }))),
  );
  cancelTimer();
  if (removed < checkpoints.length) log.write('warn', 'left-at-old-address', { uploads: checkpoints.length - removed });
}
