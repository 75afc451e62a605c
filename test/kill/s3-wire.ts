import type { WireRequest } from './record-wire.ts';
import type { WireFindings } from './wire-findings.ts';

/**
 * Holds the requests of an S3 client against the promise: no object and no part that the server has taken is sent to it again, none is sent
 * twice without a kill in between, and nothing is aborted that bytes went to. `prefix`: of the keys, with the bucket, as in `/bucket/prefix/`.
 */
export function s3Wire(requests: readonly WireRequest[], prefix: string, told: ReadonlyMap<string, number>): WireFindings {
  const violations: string[] = [];
  const before = new Map<string, WireRequest>();
  const sentTo = new Map<string, number>();
  let bytesSentAgain = 0;
  for (const request of requests) {
    const { pathname, searchParams } = new URL(request.path, 'http://server');
    const relativePath = decodeURIComponent(pathname.slice(prefix.length));
    const uploadId = searchParams.get('uploadId');
    const toldRun = told.get(relativePath);
    if (toldRun !== undefined && request.run > toldRun) violations.push(`${relativePath}: ${request.method} after it was told to be done`);
    if (request.method === 'DELETE') {
      const bytes = uploadId === null ? Number.NaN : (sentTo.get(uploadId) ?? 0);
      if (bytes !== 0) violations.push(`${relativePath}: ${bytes} bytes were thrown away`);
    }
    if (request.method !== 'PUT' || request.bytes === 0) continue;
    if (uploadId !== null) sentTo.set(uploadId, (sentTo.get(uploadId) ?? 0) + request.bytes);
    const what = `${relativePath}${uploadId === null ? '' : ` part ${searchParams.get('partNumber')}`}`;
    const earlier = before.get(what);
    before.set(what, request);
    if (earlier === undefined) continue;
    bytesSentAgain += Math.min(earlier.bytes, request.bytes);
    if (earlier.answer !== null && earlier.answer.status < 300) violations.push(`${what}: sent again although the server had taken it`);
    else if (earlier.run === request.run) violations.push(`${what}: sent twice without a kill in between`);
  }
  return { violations, bytesSent: requests.reduce((sum, { bytes }) => sum + bytes, 0), bytesSentAgain, lostAddresses: [] };
}
