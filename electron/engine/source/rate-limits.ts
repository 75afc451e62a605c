import type { DestinationId } from '../../../shared/ids.ts';
import type { Clock } from '../ports.ts';
import type { Pace } from './pace.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { createRateLimiter } from './rate-limiter.ts';

export interface RateLimits {
  /** Bytes per second for all files together; null: no limit. */
  setLimit(bytesPerSecond: number | null): void;
  /** Bytes per second for the files of a destination together, besides the one for all; what is left out has none. */
  setDestinationLimits(limits: ReadonlyMap<string, number>): void;
  paceFor(destinationId: DestinationId): Pace;
}

/** The limit for all files, and one more for each destination that has its own. Transfers that are under way keep to a new one at once. */
export function createRateLimits(clock: Clock): RateLimits {
  const all = createRateLimiter(clock);
  const own = new Map<string, RateLimiter>();
  let limits: ReadonlyMap<string, number> = new Map();

  return {
    setLimit: all.setLimit,
    setDestinationLimits(next) {
      limits = next;
      for (const [destinationId, limiter] of own) limiter.setLimit(next.get(destinationId) ?? null);
    },
    paceFor(destinationId) {
      let limiter = own.get(destinationId);
      if (limiter === undefined) {
        limiter = createRateLimiter(clock);
        limiter.setLimit(limits.get(destinationId) ?? null);
        own.set(destinationId, limiter);
      }
      return paceOfBoth(limiter, all);
    },
  };
}

/** What the narrower one lets through; the other one gets back what it granted in vain. */
function paceOfBoth(first: RateLimiter, second: RateLimiter): Pace {
  const passOn = async (granted: number, asked: Promise<number>): Promise<number> => {
    let passed = 0;
    try {
      passed = await asked;
      return passed;
    } finally {
      if (passed < granted) first.giveBack(granted - passed);
    }
  };
  return (wantedBytes, signal) => {
    const own = first.pace(wantedBytes, signal);
    if (own === null) {
      const shared = second.pace(wantedBytes, signal);
      return shared === null ? null : passOn(wantedBytes, shared);
    }
    return own.then((granted) => {
      const shared = second.pace(granted, signal);
      return shared === null ? granted : passOn(granted, shared);
    });
  };
}
