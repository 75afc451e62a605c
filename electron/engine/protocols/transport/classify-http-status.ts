import type { ErrorCode } from '../../../../shared/error-codes.ts';
import type { FailureClass } from '../../errors/failure-class.ts';
import { UploadError } from '../../errors/upload-error.ts';
import { parseHttpDate, parseRetryAfter } from '../../retry/retry-after.ts';
import type { HttpAnswer } from './http-answer.ts';
import { headerOf } from './http-answer.ts';
import { plainTextOf } from './plain-text.ts';

type Verdict = ErrorCode | readonly [ErrorCode, FailureClass];

const verdicts: Readonly<Record<number, Verdict>> = {
  304: 'unexpected-answer',
  401: 'sign-in-refused',
  403: 'not-allowed',
  404: 'not-found',
  405: 'method-refused',
  407: 'sign-in-refused',
  408: 'timed-out',
  410: 'not-found',
  413: 'too-large',
  414: 'name-refused',
  415: 'type-refused',
  423: 'upload-locked',
  // Too early in the connection: the same request is welcome a moment later.
  425: 'server-error',
  429: 'too-many-requests',
  451: 'not-allowed',
  495: 'certificate-refused',
  496: 'certificate-refused',
  // nginx: a plain request reached a TLS port.
  497: 'wrong-protocol',
  // Someone between us and the server took too long to read the request.
  499: ['timed-out', 'transient'],
  501: 'method-refused',
  503: 'server-busy',
  505: 'wrong-protocol',
  507: 'destination-full',
  509: 'too-many-requests',
  // A network that wants a sign-in of its own, as in hotels and trains (RFC 6585 §6).
  511: 'offline',
  529: 'server-busy',
};

/**
 * The `UploadError` for an answer that is not what was asked for (RFC 9110 §15, RFC 6585, RFC 4918). `nowMs`: milliseconds
 * since the epoch, for a Retry-After that is a date, where the server does not say what time it has. What a status means to one protocol, that protocol asks first.
 */
export function classifyHttpStatus(answer: HttpAnswer, nowMs: number): UploadError {
  const verdict = verdicts[answer.status] ?? verdictByRange(answer.status);
  const [code, failureClass] = typeof verdict === 'string' ? [verdict, undefined] : verdict;
  const serverSaid = plainTextOf(answer.body.toString('utf8'));
  // A date is meant by the server's own clock, which may be hours away from ours.
  const serverNowMs = parseHttpDate(headerOf(answer, 'date') ?? '') ?? nowMs;
  const retryAfterMs = parseRetryAfter(headerOf(answer, 'retry-after'), serverNowMs);
  return new UploadError(code, {
    details: { httpStatus: answer.status, host: answer.url.host, ...(serverSaid === '' ? {} : { serverSaid }) },
    ...(failureClass === undefined ? {} : { failureClass }),
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  });
}

function verdictByRange(status: number): ErrorCode {
  if (status >= 500 && status <= 599) return 'server-error';
  if (status >= 400 && status <= 499) return 'rejected';
  if (status >= 300 && status <= 399) return 'redirect-refused';
  // A success that the caller could not make sense of, or no status of HTTP at all.
  return 'unexpected-answer';
}
