import type { Clock, Sleep } from '../ports.ts';

/** A wait on the given clock that ends at once, with the signal's reason, when the signal aborts. */
export function sleepOn(clock: Clock): Sleep {
  return (delayMs, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      const onAbort = (): void => {
        cancelTimer();
        reject(signal.reason);
      };
      const cancelTimer = clock.setTimer(() => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      }, delayMs);
      signal.addEventListener('abort', onAbort, { once: true });
    });
}
