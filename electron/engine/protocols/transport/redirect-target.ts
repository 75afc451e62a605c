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
  const location = headerOf(answer, 'location');
  const details = { httpStatus: answer.status };
  if (location === undefined || !URL.canParse(location, answer.url.href)) throw new UploadError('redirect-refused', { details });
  const target = new URL(location, answer.url.href);
  target.username = '';
  target.password = '';
  target.hash = '';
  const asksOnly = method === 'HEAD' || method === 'OPTIONS' || method === 'GET';
  const isAllowed = keepsMethod.has(answer.status) || (asksOnly && mayChangeMethod.has(answer.status));
  if (!isAllowed || target.origin !== answer.url.origin) {
    throw new UploadError('redirect-refused', { details: { ...details, host: target.host, reason: target.origin } });
  }
  return target;
}
