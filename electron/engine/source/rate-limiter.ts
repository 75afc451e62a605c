import type { Clock } from '../ports.ts';
import type { Pace } from './pace.ts';

export interface RateLimiter {
  /** Bytes per second for all files together; null: no limit. Those who wait go on at the new rate at once. */
  setLimit(bytesPerSecond: number | null): void;
  readonly pace: Pace;
  /** Bytes that were granted and will not go. */
  giveBack(bytes: number): void;
}

interface Waiter {
  readonly wantedBytes: number;
  grant(bytes: number): void;
}

/** How much of a second goes at once: short enough to look smooth, long enough to make up for a late timer. */
const pieceSeconds = 0.1;

/**
 * One token bucket for all files, first come, first served. The bucket may be overdrawn by one piece and is then waited for,
 * so the average is exact whatever the size of the pieces; it holds at most one piece, so a pause is not followed by a burst.
 */
export function createRateLimiter(clock: Clock): RateLimiter {
  let limit: number | null = null;
  let tokens = 0;
  let refilledAt = clock.monotonicNow();
  let cancelTimer: (() => void) | null = null;
  const waiters = new Set<Waiter>();

  function refill(bytesPerSecond: number): void {
    const now = clock.monotonicNow();
    tokens = Math.min(tokens + ((now - refilledAt) / 1000) * bytesPerSecond, pieceBytes(bytesPerSecond));
    refilledAt = now;
  }

  function take(wantedBytes: number, bytesPerSecond: number): number {
    const granted = Math.min(wantedBytes, pieceBytes(bytesPerSecond));
    tokens -= granted;
    return granted;
  }

  function serve(): void {
    cancelTimer?.();
    cancelTimer = null;
    if (limit !== null) refill(limit);
    for (const waiter of waiters) {
      if (limit !== null && tokens < 0) {
        cancelTimer = clock.setTimer(serve, Math.max(1, Math.ceil((-tokens / limit) * 1000)));
        return;
      }
      waiters.delete(waiter);
      waiter.grant(limit === null ? waiter.wantedBytes : take(waiter.wantedBytes, limit));
    }
  }

  return {
    giveBack(bytes) {
      if (limit === null) return;
      tokens = Math.min(tokens + bytes, pieceBytes(limit));
      if (waiters.size > 0) serve();
    },

    setLimit(bytesPerSecond) {
      if (limit !== null) refill(limit);
      // A debt of the old rate would be waited for at the new one, a hoard spent.
      tokens = 0;
      refilledAt = clock.monotonicNow();
      limit = bytesPerSecond === null || bytesPerSecond <= 0 ? null : bytesPerSecond;
      serve();
    },

    pace(wantedBytes, signal) {
      if (limit === null || wantedBytes <= 0) return null;
      if (signal.aborted) return Promise.reject(signal.reason);
      if (waiters.size === 0) {
        refill(limit);
        if (tokens >= 0) {
          const granted = take(wantedBytes, limit);
          return granted === wantedBytes ? null : Promise.resolve(granted);
        }
      }
      return new Promise<number>((resolve, reject) => {
        const onAbort = (): void => {
          waiters.delete(waiter);
          reject(signal.reason);
          serve();
        };
        const waiter: Waiter = {
          wantedBytes,
          grant(bytes) {
            signal.removeEventListener('abort', onAbort);
            resolve(bytes);
          },
        };
        signal.addEventListener('abort', onAbort, { once: true });
        waiters.add(waiter);
        if (waiters.size === 1) serve();
      });
    },
  };
}

function pieceBytes(bytesPerSecond: number): number {
  return Math.max(1, Math.floor(bytesPerSecond * pieceSeconds));
}
