import type { PlainError } from '../../../shared/error-codes.ts';
import type { UploadId } from '../../../shared/ids.ts';
import type { WaitReason } from '../../../shared/upload.ts';
import type { Silence } from './silence.ts';

export interface Hold {
  readonly reason: WaitReason;
  readonly error: PlainError;
  /** Milliseconds since the epoch; null: until a person acts. */
  readonly retryAt: number | null;
}

/** `flowing`: all slots. `held`: none. `trying`: one file at a time, until it succeeds. */
export type Flow = 'flowing' | 'held' | 'trying';

/** What the breaker knows of one destination. */
export interface BreakerState {
  flow: Flow;
  hold: Hold | null;
  silence: Silence | null;
  holdsInRow: number;
  isProbing: boolean;
  /** Something happened while the probe was under way that may have killed it: its failure means nothing. */
  isProbeStale: boolean;
  cancelTimer: (() => void) | null;
  readonly failedInRow: Set<UploadId>;
  /** Files that were let through alone and failed, since the destination last took something. */
  readonly triedInRow: Set<UploadId>;
  /** Files whose connection was cut just before the destination turned out to be away, since it last took something. */
  readonly forgivenInRow: Set<UploadId>;
}

export function newBreakerState(): BreakerState {
  return {
    flow: 'flowing',
    hold: null,
    silence: null,
    holdsInRow: 0,
    isProbing: false,
    isProbeStale: false,
    cancelTimer: null,
    failedInRow: new Set(),
    triedInRow: new Set(),
    forgivenInRow: new Set(),
  };
}
