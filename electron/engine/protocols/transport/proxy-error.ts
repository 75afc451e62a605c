import { classifySystemError } from '../../errors/classify-system-error.ts';
import { UploadError } from '../../errors/upload-error.ts';
import type { ProxyRoute } from '../../ports.ts';

/** The proxy itself cannot be reached. */
export function proxyUnreachable(cause: unknown, { url }: ProxyRoute): UploadError {
  const { code, details } = classifySystemError(cause);
  if (code === 'certificate-refused') return new UploadError(code, { details: { ...details, host: url.host }, cause });
  return new UploadError('proxy-unreachable', { details: { host: url.host, reason: details.reason ?? code }, cause });
}
