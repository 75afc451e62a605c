import type { WaitReason } from '../../../shared/upload.ts';
import type { UploadError } from '../errors/upload-error.ts';

/** Waits up to this long keep the slot; longer ones give it to another file. */
export const longestWaitInSlotMs = 4_000;
const baseDelayMs = 500;
const longestDelayMs = 5 * 60_000;
/** A file that keeps changing under us, or stays locked, is looked at this often before a person is asked. */
export const mostSourceChanges = 5;
export const mostLockedLooks = 60;
/** A server that is busy for one and the same file this often for each of its attempts means that file and not its load. */
export const mostBouncesPerAttempt = 3;
const lockedLookDelayMs = 5_000;
/** A file waits this long for its disk or folder before a person is asked. */
export const longestAwayMs = 60 * 60_000;

export interface RetryFacts {
  /** Counted attempts so far without confirmed progress in between, this one included. */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** How often this file made its destination pause without confirmed progress in between. */
  readonly bounces: number;
  /** How often the source changed in this run of the file, this time included. */
  readonly sourceChanges: number;
  /** How often the source was found locked in a row, this time included. */
  readonly lockedLooks: number;
  /** 0 to 1: full jitter. */
  readonly fraction: number;
}

/** What to do about a failed attempt. */
export type RetryDecision =
  | { readonly kind: 'retryInSlot'; readonly delayMs: number }
  | { readonly kind: 'retryLater'; readonly delayMs: number; readonly reason: WaitReason }
  | { readonly kind: 'holdDestination'; readonly reason: WaitReason }
  | { readonly kind: 'fail' };

/**
 * Full-jitter exponential backoff in milliseconds, with the server's Retry-After as a floor.
 * `attempt` counts from 1; the same formula serves files and held destinations.
 */
export function backoffMs(attempt: number, fraction: number, retryAfterMs: number | null): number {
  const ceiling = Math.min(longestDelayMs, baseDelayMs * 2 ** Math.min(attempt, 20));
  return Math.max(Math.round(ceiling * fraction), retryAfterMs ?? 0);
}

/** Decides by the error's class; pure, so that the whole table is tested without a network. */
export function decideRetry(error: UploadError, facts: RetryFacts): RetryDecision {
  switch (error.failureClass) {
    case 'transient':
      return wait(error, facts, 'retry');
    case 'throttled':
      // A server that names a time speaks for all of its files; one that does not may mean just this one.
      if (error.retryAfterMs !== null && facts.bounces < facts.maxAttempts * mostBouncesPerAttempt) {
        return { kind: 'holdDestination', reason: 'server-busy' };
      }
      return wait(error, facts, 'server-busy');
    case 'unreachable':
    case 'sign-in':
    case 'destination-wrong':
    case 'destination-full':
      return holdAfterProbe(error);
    case 'source-busy':
      if (facts.lockedLooks >= mostLockedLooks) return { kind: 'fail' };
      return { kind: 'retryLater', delayMs: lockedLookDelayMs, reason: 'source-locked' };
    case 'source-away':
      if (facts.lockedLooks >= mostLockedLooks) return { kind: 'fail' };
      return { kind: 'retryLater', delayMs: longestAwayMs, reason: 'source-away' };
    case 'source-changed':
      if (facts.sourceChanges >= mostSourceChanges || facts.attempt >= facts.maxAttempts) return { kind: 'fail' };
      return { kind: 'retryInSlot', delayMs: Math.round(baseDelayMs * (1 + facts.fraction)) };
    case 'queue':
      return { kind: 'holdDestination', reason: 'queue-disk-full' };
    case 'exhausted':
      return { kind: 'holdDestination', reason: 'machine-exhausted' };
    case 'permanent':
      return { kind: 'fail' };
  }
}

/** What a destination that was asked, and cannot be used, means for its files: they wait with it, unless it is there and says no. */
export function holdAfterProbe(error: UploadError): Extract<RetryDecision, { kind: 'holdDestination' | 'fail' }> {
  switch (error.failureClass) {
    case 'unreachable':
      return { kind: 'holdDestination', reason: error.code === 'offline' ? 'offline' : 'destination-unreachable' };
    case 'sign-in':
      return { kind: 'holdDestination', reason: isAboutTheServer(error) ? 'not-trusted' : 'sign-in' };
    case 'destination-wrong':
      return { kind: 'holdDestination', reason: 'destination-wrong' };
    case 'destination-full':
      return { kind: 'holdDestination', reason: 'destination-full' };
    case 'transient':
    case 'throttled':
      return { kind: 'holdDestination', reason: 'server-busy' };
    case 'exhausted':
      return { kind: 'holdDestination', reason: 'machine-exhausted' };
    case 'source-busy':
    case 'source-away':
    case 'source-changed':
    case 'permanent':
    case 'queue':
      return { kind: 'fail' };
  }
}

/** Not we but the server could not prove who it is, which passes without a new sign-in. */
function isAboutTheServer({ code }: UploadError): boolean {
  return code === 'proxy-refused' || code === 'certificate-refused' || code === 'host-key-changed' || code === 'clock-skew';
}

function wait(error: UploadError, facts: RetryFacts, reason: WaitReason): RetryDecision {
  if (facts.attempt >= facts.maxAttempts) return { kind: 'fail' };
  const delayMs = backoffMs(facts.attempt, facts.fraction, error.retryAfterMs);
  if (delayMs <= longestWaitInSlotMs) return { kind: 'retryInSlot', delayMs };
  return { kind: 'retryLater', delayMs, reason };
}
