import { UploadError } from '../../errors/upload-error.ts';

/**
 * Where a created upload is, from the `Location` of the answer: absolute or relative (RFC 9110 §10.2.2). Throws
 * `redirect-refused` when it leaves the destination's origin, since bytes and credentials go there. A server behind an https
 * proxy that does not know of it says `http:` with the same host: that is the same place.
 */
export function uploadLocation(location: string, answeredBy: URL): URL {
  if (!URL.canParse(location, answeredBy.href)) {
    throw new UploadError('unexpected-answer', { details: { host: answeredBy.host, reason: 'Location' } });
  }
  const target = new URL(location, answeredBy.href);
  if (target.origin !== answeredBy.origin && !isBehindProxy(target, answeredBy)) {
    throw new UploadError('redirect-refused', { details: { host: target.host, reason: target.origin } });
  }
  return new URL(`${answeredBy.origin}${target.pathname}${target.search}`);
}

function isBehindProxy(target: URL, answeredBy: URL): boolean {
  return (
    answeredBy.protocol === 'https:' &&
    target.protocol === 'http:' &&
    target.hostname === answeredBy.hostname &&
    (target.port === '' || target.port === answeredBy.port)
  );
}
