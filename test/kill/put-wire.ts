import type { WireRequest } from './record-wire.ts';
import type { WireFindings } from './wire-findings.ts';

/** Holds the requests of a plain PUT client against the promise: what a server has taken whole is not sent to it again. */
export function putWire(requests: readonly WireRequest[], told: ReadonlyMap<string, number>): WireFindings {
  const violations: string[] = [];
  const before = new Map<string, WireRequest>();
  let bytesSentAgain = 0;
  for (const request of requests) {
    if (request.method === 'DELETE') violations.push(`${request.path}: something was deleted`);
    const toldRun = told.get(decodeURIComponent(request.path.slice(1)));
    if (toldRun !== undefined && request.run > toldRun) violations.push(`${request.path}: ${request.method} after it was told to be done`);
    if (request.method !== 'PUT') continue;
    const earlier = before.get(request.path);
    before.set(request.path, request);
    if (earlier === undefined) continue;
    bytesSentAgain += Math.min(earlier.bytes, request.bytes);
    if (earlier.answer !== null && earlier.answer.status < 300)
      violations.push(`${request.path}: sent again although the server had taken it`);
    else if (earlier.run === request.run) violations.push(`${request.path}: sent twice without a kill in between`);
  }
  return { violations, bytesSent: requests.reduce((sum, { bytes }) => sum + bytes, 0), bytesSentAgain, lostAddresses: [] };
}
