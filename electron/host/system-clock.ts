import type { Clock } from '../engine/ports.ts';

/** Node fires a longer timer at once instead of waiting. */
const longestTimerMs = 2 ** 31 - 1;

/** The machine's own time. Timers longer than Node's limit of 24.8 days are waited out in pieces. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicNow: () => performance.now(),
  setTimer(callback, delayMs) {
    const endsAt = performance.now() + Math.max(0, delayMs);
    let timer: NodeJS.Timeout;
    const arm = (): void => {
      const leftMs = endsAt - performance.now();
      timer = leftMs > longestTimerMs ? setTimeout(arm, longestTimerMs) : setTimeout(callback, Math.max(0, leftMs));
    };
    arm();
    return () => clearTimeout(timer);
  },
};
