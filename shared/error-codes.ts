import type { SignInWay } from './sign-in-way.ts';

/**
 * Every error that a person can meet, as a closed union. The words for each are in `shared/text/error-words/`;
 * how the engine answers each is in `electron/engine/retry/retry-policy.ts`.
 */
export const errorCodes = [
  // The network and the server, passing
  'connection-refused',
  'connection-lost',
  'host-not-found',
  'host-unreachable',
  'timed-out',
  'stalled',
  'server-error',
  'server-busy',
  'too-many-requests',
  'unexpected-answer',
  'upload-locked',
  'offline',
  // The server, for good or until a person acts
  'sign-in-refused',
  'sign-in-expired',
  'not-allowed',
  'not-found',
  'bucket-missing',
  'region-wrong',
  'too-large',
  'type-refused',
  'rejected',
  'method-refused',
  'wrong-protocol',
  'protocol-version',
  'redirect-refused',
  'proxy-unreachable',
  'proxy-refused',
  'certificate-refused',
  'host-key-changed',
  'clock-skew',
  'destination-full',
  'name-refused',
  'already-exists',
  'session-lost',
  'size-mismatch',
  'checksum-mismatch',
  // The source
  'source-missing',
  'source-away',
  'source-unreadable',
  'source-not-a-file',
  'source-changed',
  'source-short',
  'source-locked',
  'source-disk-error',
  'source-not-moved',
  'path-too-long',
  // Adding
  'nothing-given',
  'filtered',
  'duplicate',
  // Our own side
  'queue-disk-full',
  'queue-unreadable',
  'queue-unusable',
  'machine-exhausted',
  'queue-newer',
  'queue-held',
  'holder-gone',
  'secret-missing',
  'settings-invalid',
  'destination-invalid',
  'destination-unknown',
  'batch-unknown',
  'upload-unknown',
  'bad-request',
  'update-failed',
  'not-possible-now',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** Plain facts for the words of an error; never a secret, never a raw message of a library. */
export interface ErrorDetails {
  /** HTTP status, where a server answered. */
  readonly httpStatus?: number;
  /** The server's own words: text only, cut to 300 characters. */
  readonly serverSaid?: string;
  readonly host?: string;
  readonly path?: string;
  readonly sizeBytes?: number;
  readonly limitBytes?: number;
  readonly expectedBytes?: number;
  readonly actualBytes?: number;
  /**
   * What was wrong with an argument, or which value was refused. Some codes have words for these: `sign-in-refused` and `secret-missing` for
   * `access-key`, `secret-key`, `ssh`, `ssh-key`, `ssh-key-unreadable`, `ssh-passphrase`; `sign-in-expired` for `link`; `not-allowed` for `bucket`; `destination-full` for `quota`, `takes-no-more`;
   * `redirect-refused` for `loop`; `proxy-refused` for `no-sign-in`, `sign-in`, `scheme`, `socks`, `pac`; `settings-invalid` for `json`, `version`, `unreadable`, `unknown`; `update-failed` for those of `updateErrorWords`. In `bucket-missing` and `region-wrong` it is the bucket and the right region.
   */
  readonly reason?: string;
  /** Where `reason` is in words that are not the same every time: its sentences as they stand in the code, to be said in another language. */
  readonly reasonTexts?: readonly string[];
  /** What stands in the braces of those. */
  readonly reasonValues?: Readonly<Record<string, string>>;
  /** The ways to sign in that were tried, and as whom, in words; and each by itself. */
  readonly tried?: string;
  readonly triedWays?: readonly SignInWay[];
  readonly triedAs?: string;
  /** Of an AWS profile that lacks its keys. */
  readonly profile?: string;
  /** Of the host keys that were known, as `ssh-keygen -l` prints them. */
  readonly knownFingerprints?: readonly string[];
  /** Of the host key that was shown. */
  readonly fingerprint?: string;
  /** Of a setting that is wrong: its name, what it takes, and what stands there. */
  readonly setting?: string;
  readonly expected?: string;
  readonly found?: string;
  /** Of the process that holds the queue; `reason` says then what it is: `window`, `terminal` or `mcp`. */
  readonly processId?: number;
}

export interface PlainError {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}
