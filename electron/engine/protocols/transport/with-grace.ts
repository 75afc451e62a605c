import type { Clock } from '../../ports.ts';

/** Does `work` with a signal that aborts `graceMs` after the given one, so that an answer which is almost there is still heard. */
export async function withGrace<Result>(
  signal: AbortSignal,
  clock: Clock,
  graceMs: number,
  work: (lateSignal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted();
  const late = new AbortController();
  let cancelTimer = (): void => undefined;
  const onAbort = (): void => {
    cancelTimer = clock.setTimer(() => late.abort(signal.reason), graceMs);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await work(late.signal);
  } finally {
    signal.removeEventListener('abort', onAbort);
    cancelTimer();
  }
}
