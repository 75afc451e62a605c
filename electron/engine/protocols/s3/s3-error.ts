import type { ErrorCode, ErrorDetails } from '../../../../shared/error-codes.ts';
import type { FailureClass } from '../../errors/failure-class.ts';
import { UploadError } from '../../errors/upload-error.ts';
import { classifyHttpStatus } from '../transport/classify-http-status.ts';
import type { HttpAnswer } from '../transport/http-answer.ts';
import { headerOf } from '../transport/http-answer.ts';
import { plainTextOf } from '../transport/plain-text.ts';
import { refusedRedirect } from '../transport/redirect-target.ts';

interface Verdict {
  readonly code: ErrorCode;
  readonly failureClass?: FailureClass;
  /** Which of several causes with the same code; the words tell them apart. */
  readonly reason?: string;
}

/** Amazon S3 API Reference, "List of error codes", and what its relatives add. */
const verdicts: Readonly<Record<string, Verdict>> = {
  InvalidAccessKeyId: { code: 'sign-in-refused', reason: 'access-key' },
  SignatureDoesNotMatch: { code: 'sign-in-refused', reason: 'secret-key' },
  ExpiredToken: { code: 'sign-in-expired' },
  ExpiredTokenException: { code: 'sign-in-expired' },
  TokenRefreshRequired: { code: 'sign-in-expired' },
  InvalidToken: { code: 'sign-in-expired' },
  AccessDenied: { code: 'not-allowed', reason: 'bucket' },
  AllAccessDisabled: { code: 'not-allowed' },
  AccountProblem: { code: 'not-allowed' },
  RequestTimeTooSkewed: { code: 'clock-skew' },
  RequestExpired: { code: 'clock-skew' },
  NoSuchBucket: { code: 'bucket-missing' },
  InvalidBucketName: { code: 'bucket-missing' },
  PermanentRedirect: { code: 'region-wrong' },
  TemporaryRedirect: { code: 'server-error' },
  AuthorizationHeaderMalformed: { code: 'region-wrong' },
  IllegalLocationConstraintException: { code: 'region-wrong' },
  SlowDown: { code: 'server-busy' },
  ServiceUnavailable: { code: 'server-busy' },
  Throttling: { code: 'server-busy' },
  ThrottlingException: { code: 'server-busy' },
  RequestLimitExceeded: { code: 'server-busy' },
  TooManyRequests: { code: 'too-many-requests' },
  Busy: { code: 'server-busy' },
  OperationAborted: { code: 'server-error' },
  ConditionalRequestConflict: { code: 'server-error' },
  InternalError: { code: 'server-error' },
  RequestTimeout: { code: 'timed-out' },
  IncompleteBody: { code: 'connection-lost' },
  QuotaExceeded: { code: 'destination-full', reason: 'quota' },
  QuotaExceededException: { code: 'destination-full', reason: 'quota' },
  InsufficientCapacity: { code: 'destination-full' },
  XMinioStorageFull: { code: 'destination-full' },
  EntityTooLarge: { code: 'too-large' },
  MaxMessageLengthExceeded: { code: 'too-large' },
  KeyTooLong: { code: 'name-refused' },
  KeyTooLongError: { code: 'name-refused' },
  InvalidURI: { code: 'name-refused' },
  XMinioInvalidObjectName: { code: 'name-refused' },
  BadDigest: { code: 'checksum-mismatch' },
  InvalidDigest: { code: 'checksum-mismatch' },
  XAmzContentChecksumMismatch: { code: 'checksum-mismatch' },
  XAmzContentSHA256Mismatch: { code: 'checksum-mismatch' },
  NoSuchUpload: { code: 'session-lost' },
  InvalidPart: { code: 'session-lost', reason: 'InvalidPart' },
  InvalidPartOrder: { code: 'session-lost', reason: 'InvalidPart' },
  EntityTooSmall: { code: 'session-lost', reason: 'InvalidPart' },
  InvalidStorageClass: { code: 'destination-invalid', reason: 'This service does not know that storage-class.' },
};

/** `Code` of an answer of S3, without namespace; null where it is no such document. */
export function s3CodeOf(answer: HttpAnswer): string | null {
  return fieldOf(answer, 'Code');
}

/** The region that an answer names for the bucket; null where it names none. */
export function s3RegionOf(answer: HttpAnswer): string | null {
  const region = headerOf(answer, 'x-amz-bucket-region') ?? fieldOf(answer, 'Region');
  return region !== null && /^[a-z\d-]{1,50}$/i.test(region) ? region : null;
}

/** The `UploadError` for an answer of S3 that is not what was asked for; `nowMs` in milliseconds since the epoch. */
export function classifyS3Answer(answer: HttpAnswer, bucket: string, nowMs: number): UploadError {
  const byStatus = classifyHttpStatus(answer, nowMs);
  const s3Code = s3CodeOf(answer);
  const verdict = s3Code === null || !Object.hasOwn(verdicts, s3Code) ? undefined : verdicts[s3Code];
  // Its own redirects have a code; others come from something before it, and lead where nothing of ours is to go.
  if (verdict === undefined && byStatus.code === 'redirect-refused') return refusedRedirect(answer);
  const { serverSaid: _markup, ...plain } = byStatus.details;
  const message = s3Code === null ? byStatus.details.serverSaid : plainTextOf(`<p>${fieldOf(answer, 'Message') ?? s3Code}</p>`);
  const details: ErrorDetails = {
    ...plain,
    ...(message === undefined || message === '' ? {} : { serverSaid: message }),
    ...(verdict === undefined && answer.status === 401 ? { reason: 'access-key' } : reasonOf(verdict, answer, bucket)),
  };
  const retryAfter = byStatus.retryAfterMs === null ? {} : { retryAfterMs: byStatus.retryAfterMs };
  if (verdict === undefined) return new UploadError(byStatus.code, { details, failureClass: byStatus.failureClass, ...retryAfter });
  const failureClass = verdict.failureClass === undefined ? {} : { failureClass: verdict.failureClass };
  return new UploadError(verdict.code, { details, ...failureClass, ...retryAfter });
}

function reasonOf(verdict: Verdict | undefined, answer: HttpAnswer, bucket: string): Pick<ErrorDetails, 'reason'> {
  if (verdict?.code === 'bucket-missing') return { reason: bucket };
  const reason = verdict?.code === 'region-wrong' ? s3RegionOf(answer) : verdict?.reason;
  return reason === null || reason === undefined ? {} : { reason };
}

function fieldOf(answer: HttpAnswer, name: string): string | null {
  const text = answer.body.subarray(0, 16 * 1024).toString('utf8');
  if (!/<Error[\s>]/.test(text)) return null;
  const value = new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1]?.trim() ?? '';
  return value === '' ? null : value;
}
