import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FailureClass } from '../../../electron/engine/errors/failure-class.ts';
import { failureClassOf } from '../../../electron/engine/errors/failure-class.ts';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import type { RetryFacts } from '../../../electron/engine/retry/retry-policy.ts';
import {
  backoffMs,
  decideRetry,
  longestWaitInSlotMs,
  mostBouncesPerAttempt,
  mostLockedLooks,
  mostSourceChanges,
} from '../../../electron/engine/retry/retry-policy.ts';
import type { ErrorCode } from '../../../shared/error-codes.ts';
import { errorCodes } from '../../../shared/error-codes.ts';

const first: RetryFacts = { attempt: 1, maxAttempts: 8, bounces: 0, sourceChanges: 1, lockedLooks: 1, fraction: 0.5 };

/** What each class of error leads to on the first attempt. */
const answers: Readonly<Record<FailureClass, string>> = {
  transient: 'retryInSlot',
  throttled: 'retryInSlot',
  unreachable: 'holdDestination',
  'sign-in': 'holdDestination',
  'destination-wrong': 'holdDestination',
  'destination-full': 'holdDestination',
  'source-busy': 'retryLater',
  'source-away': 'retryLater',
  'source-changed': 'retryInSlot',
  permanent: 'fail',
  queue: 'holdDestination',
  exhausted: 'holdDestination',
};

/** Every code that is not permanent; a new code that should be tried again has to be entered here too. */
const notPermanent: Readonly<Partial<Record<ErrorCode, FailureClass>>> = {
  'connection-refused': 'unreachable',
  'host-not-found': 'unreachable',
  'host-unreachable': 'unreachable',
  offline: 'unreachable',
  'proxy-unreachable': 'unreachable',
  'proxy-refused': 'sign-in',
  'connection-lost': 'transient',
  'timed-out': 'transient',
  stalled: 'transient',
  'server-error': 'transient',
  'unexpected-answer': 'transient',
  'upload-locked': 'transient',
  'session-lost': 'transient',
  'size-mismatch': 'transient',
  'checksum-mismatch': 'transient',
  'source-short': 'source-changed',
  'source-changed': 'source-changed',
  'source-locked': 'source-busy',
  'source-away': 'source-away',
  'source-disk-error': 'source-changed',
  'server-busy': 'throttled',
  'too-many-requests': 'throttled',
  'sign-in-refused': 'sign-in',
  'sign-in-expired': 'sign-in',
  'secret-missing': 'sign-in',
  'host-key-changed': 'sign-in',
  'bucket-missing': 'destination-wrong',
  'region-wrong': 'destination-wrong',
  'certificate-refused': 'sign-in',
  'clock-skew': 'sign-in',
  'destination-full': 'destination-full',
  'queue-disk-full': 'queue',
  'queue-unusable': 'queue',
  'machine-exhausted': 'exhausted',
};

describe('the retry policy', () => {
  it.each(errorCodes)('%s', (code) => {
    const failureClass = notPermanent[code] ?? 'permanent';
    expect(failureClassOf(code)).toBe(failureClass);
    expect(decideRetry(new UploadError(code), first).kind).toBe(answers[failureClass]);
  });

  it.each([
    ['offline', 'offline'],
    ['connection-refused', 'destination-unreachable'],
    ['sign-in-refused', 'sign-in'],
    ['sign-in-expired', 'sign-in'],
    ['host-key-changed', 'not-trusted'],
    ['bucket-missing', 'destination-wrong'],
    ['region-wrong', 'destination-wrong'],
    ['destination-full', 'destination-full'],
    ['queue-disk-full', 'queue-disk-full'],
    ['machine-exhausted', 'machine-exhausted'],
  ] as const)('holds the destination for %s, because of %s', (code, reason) => {
    expect(decideRetry(new UploadError(code), { ...first, attempt: 100 })).toEqual({ kind: 'holdDestination', reason });
  });

  it('ends when the attempts are used up, and not before', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempt, maxAttempts, fraction) => {
          const decision = decideRetry(new UploadError('server-error'), { ...first, attempt, maxAttempts, fraction });
          expect(decision.kind === 'fail').toBe(attempt >= maxAttempts);
          if (decision.kind === 'retryInSlot') expect(decision.delayMs).toBeLessThanOrEqual(longestWaitInSlotMs);
          if (decision.kind === 'retryLater') expect(decision.delayMs).toBeGreaterThan(longestWaitInSlotMs);
        },
      ),
    );
  });

  it('lets a server that names a time pause all of its files, until it is clear that it means this one', () => {
    const error = new UploadError('server-busy', { retryAfterMs: 1_000 });
    const enough = first.maxAttempts * mostBouncesPerAttempt;
    expect(decideRetry(error, { ...first, bounces: enough - 1 })).toEqual({ kind: 'holdDestination', reason: 'server-busy' });
    expect(decideRetry(error, { ...first, bounces: enough }).kind).toBe('retryInSlot');
    expect(decideRetry(error, { ...first, bounces: enough, attempt: 8 }).kind).toBe('fail');
  });

  it.each([
    ['a locked source', 'source-locked', { lockedLooks: mostLockedLooks - 1 }, 'retryLater'],
    ['a source that stays locked', 'source-locked', { lockedLooks: mostLockedLooks }, 'fail'],
    ['a locked source on the last attempt', 'source-locked', { attempt: 8 }, 'retryLater'],
    ['a changed source', 'source-changed', { sourceChanges: mostSourceChanges - 1 }, 'retryInSlot'],
    ['a source that keeps changing', 'source-changed', { sourceChanges: mostSourceChanges }, 'fail'],
    ['a changed source on the last attempt', 'source-changed', { attempt: 8 }, 'fail'],
  ] as const)('%s', (_words, code, facts, kind) => {
    expect(decideRetry(new UploadError(code), { ...first, ...facts }).kind).toBe(kind);
  });
});

describe('the backoff', () => {
  it('has full jitter under a ceiling that doubles up to five minutes, and Retry-After as its floor', () => {
    const retryAfter = fc.option(fc.nat(86_400_000));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        retryAfter,
        (attempt, fraction, retryAfterMs) => {
          const delayMs = backoffMs(attempt, fraction, retryAfterMs);
          const ceiling = Math.min(300_000, 500 * 2 ** Math.min(attempt, 30));
          expect(delayMs).toBeGreaterThanOrEqual(retryAfterMs ?? 0);
          expect(delayMs).toBeLessThanOrEqual(Math.max(ceiling, retryAfterMs ?? 0));
          expect(Number.isInteger(delayMs)).toBe(true);
        },
      ),
    );
  });

  it('uses all of the room under the ceiling', () => {
    expect([backoffMs(1, 0, null), backoffMs(1, 0.999_9, null), backoffMs(3, 0.5, null), backoffMs(40, 0.999_999_9, null)]).toEqual([
      0, 1_000, 2_000, 300_000,
    ]);
  });
});
