import { UploadError } from '../engine/errors/upload-error.ts';
import type { Clock } from '../engine/ports.ts';

const pauseMs = 100;

/** Takes what another process is about to give up: tries again while it is held, for so long at most. Throws what `take` throws. */
export async function untilFree<Value>(take: () => Value | Promise<Value>, clock: Clock, patienceMs: number): Promise<Value> {
  const until = clock.monotonicNow() + patienceMs;
  for (;;) {
    try {
      return await take();
    } catch (error) {
      const isHeld = error instanceof UploadError && error.code === 'queue-held';
      if (!isHeld || clock.monotonicNow() >= until) throw error;
    }
    await new Promise<void>((resolve) => clock.setTimer(resolve, pauseMs));
  }
}
