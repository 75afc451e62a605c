import { UploadError } from '../../errors/upload-error.ts';
import type { ProxyRoute } from '../../ports.ts';

const basic = /(?:^|,)\s*basic\b/i;

/**
 * What an answer of the proxy in place of the server's means (RFC 9110 §9.3.6, §15.5.8); null: it let the request through. `challenge`: its
 * `Proxy-Authenticate`. Only `Basic` is spoken.
 */
export function proxyRefusal(
  httpStatus: number,
  challenge: string,
  target: string,
  { url, authorization }: ProxyRoute,
): UploadError | null {
  if (httpStatus >= 200 && httpStatus <= 299) return null;
  const details = { host: url.host, httpStatus };
  if (httpStatus === 407) {
    if (challenge !== '' && !basic.test(challenge)) return new UploadError('proxy-refused', { details: { ...details, reason: 'scheme' } });
    return new UploadError('proxy-refused', { details: { ...details, reason: authorization === null ? 'no-sign-in' : 'sign-in' } });
  }
  // The proxy is well, and the server is not.
  if (httpStatus === 502 || httpStatus === 503 || httpStatus === 504)
    return new UploadError('host-unreachable', { details: { host: target, httpStatus, reason: 'proxy' } });
  return new UploadError('proxy-refused', { details });
}
