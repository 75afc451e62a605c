import type { ErrorCode } from '../../../shared/error-codes.ts';

/**
 * What the engine does about an error.
 * - `transient`: backoff with jitter; costs an attempt.
 * - `throttled`: the same, and the whole destination pauses.
 * - `unreachable`: the destination is held and probed; costs nothing.
 * - `sign-in`, `destination-wrong`, `destination-full`: the destination is held until a person acts or the probe succeeds; costs nothing.
 * - `source-busy`: the file waits, costs nothing within a limit.
 * - `source-away`: the file waits for its disk or folder, costs nothing.
 * - `source-changed`: start anew with the file as it is now; costs an attempt.
 * - `permanent`: fails at once.
 * - `queue`: our own disk; everything pauses.
 * - `exhausted`: no file handles or no memory on this machine; the destination is held until there are some; costs nothing.
 */
export type FailureClass =
  | 'transient'
  | 'throttled'
  | 'unreachable'
  | 'sign-in'
  | 'destination-wrong'
  | 'destination-full'
  | 'source-busy'
  | 'source-away'
  | 'source-changed'
  | 'permanent'
  | 'queue'
  | 'exhausted';

const classes: Partial<Record<ErrorCode, FailureClass>> = {
  'connection-refused': 'unreachable',
  'host-not-found': 'unreachable',
  'host-unreachable': 'unreachable',
  'proxy-unreachable': 'unreachable',
  offline: 'unreachable',
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
  // A pulled disk says so first, and only then is gone.
  'source-disk-error': 'source-changed',
  'server-busy': 'throttled',
  'too-many-requests': 'throttled',
  'sign-in-refused': 'sign-in',
  'sign-in-expired': 'sign-in',
  'secret-missing': 'sign-in',
  'proxy-refused': 'sign-in',
  'certificate-refused': 'sign-in',
  'host-key-changed': 'sign-in',
  'clock-skew': 'sign-in',
  // Every file would meet the same: one message, and none fails.
  'bucket-missing': 'destination-wrong',
  'region-wrong': 'destination-wrong',
  'destination-full': 'destination-full',
  'queue-disk-full': 'queue',
  'queue-unusable': 'queue',
  'machine-exhausted': 'exhausted',
};

/** The usual class of a code; what is not listed is permanent. */
export function failureClassOf(code: ErrorCode): FailureClass {
  return classes[code] ?? 'permanent';
}
