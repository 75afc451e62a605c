import { UploadError } from '../errors/upload-error.ts';
import type { Clock } from '../ports.ts';

/** Does work with a signal that aborts after `timeoutMs`, or with the outer one. Throws `timed-out` in the first case, else what the work throws. */
export async function withinTime<Value>(
  clock: Clock,
  timeoutMs: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const timeout = new AbortController();
  const cancelTimer = clock.setTimer(() => timeout.abort(), timeoutMs);
  try {
    return await work(AbortSignal.any([timeout.signal, outer]));
  } catch (error) {
    if (timeout.signal.aborted && !(error instanceof UploadError)) throw new UploadError('timed-out', { cause: error });
    throw error;
  } finally {
    cancelTimer();
  }
}
