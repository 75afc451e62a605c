import type { Clock } from '../../electron/engine/ports.ts';

interface Timer {
  readonly dueAt: number;
  readonly order: number;
  readonly callback: () => void;
}

export interface HandClock extends Clock {
  /** Moves time on and fires what becomes due, in order. */
  advance(byMs: number): void;
  readonly pendingTimers: number;
}

/** Time that stands still until a test moves it, without any promise: for code whose timers call straight back. */
export function createHandClock(startsAt = 1_700_000_000_000): HandClock {
  const timers = new Set<Timer>();
  let elapsed = 0;
  let order = 0;

  const nextDue = (until: number): Timer | null => {
    let next: Timer | null = null;
    for (const timer of timers) {
      if (timer.dueAt > until) continue;
      if (next === null || timer.dueAt < next.dueAt || (timer.dueAt === next.dueAt && timer.order < next.order)) next = timer;
    }
    return next;
  };

  return {
    now: () => startsAt + elapsed,
    monotonicNow: () => elapsed,
    setTimer(callback, delayMs) {
      const timer: Timer = { dueAt: elapsed + Math.max(0, delayMs), order: order++, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(byMs) {
      const until = elapsed + byMs;
      for (let timer = nextDue(until); timer !== null; timer = nextDue(until)) {
        timers.delete(timer);
        elapsed = Math.max(elapsed, timer.dueAt);
        timer.callback();
      }
      elapsed = until;
    },
    get pendingTimers() {
      return timers.size;
    },
  };
}
