import { UploadError } from '../../errors/upload-error.ts';
import type { HttpAnswer } from './http-answer.ts';
import { headerOf } from './http-answer.ts';
import type { HttpMethod } from './http-request.ts';

const keepsMethod = new Set([307, 308]);
const mayChangeMethod = new Set([301, 302]);

export function isRedirect(answer: HttpAnswer): boolean {
  return answer.status >= 300 && answer.status <= 399 && answer.status !== 304;
}

/**
 * Where a redirect leads. Only within the same origin, so that neither bytes nor credentials reach a stranger, and only
 * where the method stays what it is (RFC 9110 §15.4). Throws `redirect-refused` otherwise; its `host` and `reason` are where
 * the server pointed to, without path and query, which may hold a secret.
 */
export function redirectTarget(answer: HttpAnswer, method: HttpMethod): URL {
  const target = placeNamedBy(answer);
  const asksOnly = method === 'HEAD' || method === 'OPTIONS' || method === 'GET';
  const isAllowed = keepsMethod.has(answer.status) || (asksOnly && mayChangeMethod.has(answer.status));
  if (target === null || !isAllowed || target.origin !== answer.url.origin) throw refusedRedirect(answer);
  return target;
}

/** What to say of a redirect that is not followed. */
export function refusedRedirect(answer: HttpAnswer): UploadError {
  const target = placeNamedBy(answer);
  const place = target === null ? {} : { host: target.host, reason: target.origin };
  return new UploadError('redirect-refused', { details: { httpStatus: answer.status, ...place } });
}

/** Null where it names none. */
function placeNamedBy(answer: HttpAnswer): URL | null {
  const location = headerOf(answer, 'location');
  if (location === undefined || !URL.canParse(location, answer.url.href)) return null;
  const target = new URL(location, answer.url.href);
  target.username = '';
  target.password = '';
  target.hash = '';
  return target;
}
