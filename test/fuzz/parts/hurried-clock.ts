import type { Clock } from '../../../electron/engine/ports.ts';

/** The machine's time, passing so many times faster: a patience of half a minute is over in a moment. */
export function createHurriedClock(times: number): Clock {
  const startedAt = Date.now();
  const monotonicNow = (): number => performance.now() * times;
  const from = monotonicNow();
  return {
    now: () => Math.round(startedAt + monotonicNow() - from),
    monotonicNow,
    setTimer: (callback, delayMs) => {
      const timer = setTimeout(callback, Math.max(0, delayMs / times));
      return () => clearTimeout(timer);
    },
  };
}
