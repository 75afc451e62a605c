import type { Clock } from '../ports.ts';

/** A server asked to be left alone until then. By two clocks: the one on the wall goes on in sleep, the monotonic one cannot be set. */
export interface Silence {
  /** Milliseconds since the epoch. */
  readonly until: number;
  readonly untilMonotonic: number;
}

export function silenceOf(forMs: number, clock: Clock): Silence {
  return { until: Math.ceil(clock.now() + forMs), untilMonotonic: clock.monotonicNow() + forMs };
}

/** Milliseconds that are left of it; over as soon as one of the clocks says so. */
export function restOfSilence(silence: Silence | null, clock: Clock): number {
  if (silence === null) return 0;
  return Math.max(0, Math.min(silence.until - clock.now(), silence.untilMonotonic - clock.monotonicNow()));
}
