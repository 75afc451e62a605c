import type { Clock } from '../../electron/engine/ports.ts';

export interface SkippingClock extends Clock {
  /** Resolves after that much of this clock's time. */
  pass(ms: number): Promise<void>;
  /** Resolves as soon as that is so; rejects with `what` when it is not so after `mostMs` of this clock's time. */
  until(what: string, isSo: () => boolean, mostMs: number): Promise<void>;
  close(): void;
}

export interface SkippingClockOptions {
  /** Any number that changes whenever bytes move, a request begins or ends, or the engine tells something. */
  readonly activity: () => number;
  /** Somebody is being served, and not kept waiting on purpose. */
  readonly isBusy: () => boolean;
}

interface Timer {
  readonly dueMs: number;
  readonly delayMs: number;
  readonly callback: () => void;
}

const turnMs = 3;
/** Timers of the display and of the disk come many times a second; what follows from them is not waited for. */
const briefMs = 100;
const mostBriefAtOnce = 500;
/** So many turns in which nothing moved are quiet; a server that works gets many more before it is taken for silent. */
const calmTurns = 4;
const calmTurnsOfBusy = 200;

/**
 * A clock for the real engine with real servers: it goes with the machine's own as long as anything moves, and skips to the next
 * timer when nothing does. Minutes of waiting take milliseconds, and no wait is shorter for those who measure it by this clock.
 */
export function createSkippingClock({ activity, isBusy }: SkippingClockOptions): SkippingClock {
  const timers = new Set<Timer>();
  const startedAt = Date.now();
  let skippedMs = 0;
  let lastActivity = Number.NaN;
  let calm = 0;

  const monotonicNow = (): number => performance.now() + skippedMs;
  const next = (): Timer | null => {
    let earliest: Timer | null = null;
    for (const timer of timers) if (earliest === null || timer.dueMs < earliest.dueMs) earliest = timer;
    return earliest;
  };
  const fireDue = (): void => {
    for (let timer = next(); timer !== null && timer.dueMs <= monotonicNow(); timer = next()) {
      timers.delete(timer);
      timer.callback();
    }
  };
  const turn = (): void => {
    fireDue();
    const now = activity();
    const readsFiles = process.getActiveResourcesInfo().some((kind) => kind.startsWith('FSReq'));
    calm = now === lastActivity && !readsFiles ? calm + 1 : 0;
    lastActivity = now;
    if (calm < (isBusy() ? calmTurnsOfBusy : calmTurns)) return;
    let briefLeft = mostBriefAtOnce;
    for (let timer = next(); timer !== null && briefLeft > 0; timer = next()) {
      briefLeft = timer.delayMs <= briefMs ? briefLeft - 1 : 0;
      skippedMs += Math.max(0, timer.dueMs - monotonicNow());
      fireDue();
    }
    // What follows from it needs a moment to show.
    calm = Math.min(calm, calmTurns) - 2;
  };
  const turning = setInterval(turn, turnMs);
  const startedMs = performance.now();
  const setTimer = (callback: () => void, delayMs: number): (() => void) => {
    const timer = { dueMs: monotonicNow() + Math.max(0, delayMs), delayMs, callback };
    timers.add(timer);
    return () => timers.delete(timer);
  };
  return {
    now: () => Math.floor(startedAt + monotonicNow() - startedMs),
    monotonicNow,
    setTimer,
    pass: (ms) =>
      new Promise((resolve) => {
        setTimer(resolve, ms);
      }),
    until: (what, isSo, mostMs) =>
      new Promise((resolve, reject) => {
        const endsMs = monotonicNow() + mostMs;
        // No timer of this clock: with nothing else to wait for, that would be skipped to before a disk has answered.
        const looking = setInterval(() => {
          const isDone = isSo();
          if (!isDone && monotonicNow() < endsMs) return;
          clearInterval(looking);
          if (isDone) resolve();
          else reject(new Error(`not so after ${mostMs} ms: ${what}`));
        }, turnMs);
      }),
    close: () => {
      clearInterval(turning);
      timers.clear();
    },
  };
}
