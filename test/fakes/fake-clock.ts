import type { Clock } from '../../electron/engine/ports.ts';

export interface FakeClock extends Clock {
  /** Moves time on, firing what is due in order, and lets everything that follows from each timer settle before the next. */
  advance(byMs: number): Promise<void>;
  /** Moves time on to the next timer and fires it; false when there is none. */
  advanceToNextTimer(): Promise<boolean>;
  /** Somebody sets the clock on the wall; the monotonic one does not move. It also looks so after a sleep on Linux. */
  setWallClock(byMs: number): void;
  /** Time goes by and no timer fires, as in a sleep on systems whose monotonic clock goes on; they are due afterwards. */
  sleep(byMs: number): void;
  /** How many timers wait. */
  pendingTimers(): number;
}

interface Timer {
  readonly dueAt: number;
  readonly callback: () => void;
}

/** A clock that stands still until a test moves it. `startAt`: milliseconds since the epoch. */
export function createFakeClock(startAt = 1_700_000_000_000): FakeClock {
  let elapsedMs = 0;
  let wallMs = 0;
  const timers = new Set<Timer>();

  function nextTimer(): Timer | null {
    let earliest: Timer | null = null;
    // A set keeps the order of insertion, so equal times fire in the order they were set.
    for (const timer of timers) if (earliest === null || timer.dueAt < earliest.dueAt) earliest = timer;
    return earliest;
  }

  async function fire(timer: Timer): Promise<void> {
    timers.delete(timer);
    elapsedMs = Math.max(elapsedMs, timer.dueAt);
    timer.callback();
    await settled();
  }

  return {
    now: () => startAt + elapsedMs + wallMs,
    monotonicNow: () => elapsedMs,
    setTimer(callback, delayMs) {
      const timer: Timer = { dueAt: elapsedMs + Math.max(0, delayMs), callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(byMs) {
      const until = elapsedMs + byMs;
      await settled();
      for (let timer = nextTimer(); timer !== null && timer.dueAt <= until; timer = nextTimer()) await fire(timer);
      elapsedMs = until;
    },
    async advanceToNextTimer() {
      await settled();
      const timer = nextTimer();
      if (timer === null) return false;
      await fire(timer);
      return true;
    },
    setWallClock(byMs) {
      wallMs += byMs;
    },
    sleep(byMs) {
      elapsedMs += byMs;
    },
    pendingTimers: () => timers.size,
  };
}

/** Every promise that can go on has gone on: the loop turns once. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
