import type { WireRequest } from './record-wire.ts';
import type { WireFindings } from './wire-findings.ts';

/**
 * Holds the requests of a WebDAV client against the promise: what a server has taken whole under a temporary name is not sent again, what it moved into
 * place is not moved again, nothing but a temporary name is ever deleted, and nothing is done to a file that was told to be done.
 */
export function davWire(requests: readonly WireRequest[], told: ReadonlyMap<string, number>): WireFindings {
  const violations: string[] = [];
  const taken = new Set<string>();
  /** Temporary path to bytes that the server is known to have of it. */
  const sentTo = new Map<string, number>();
  const moved = new Set<string>();
  let bytesSent = 0;
  let bytesSentAgain = 0;
  for (const request of requests) {
    const { method, path, bytes, answer } = request;
    const isDone = answer !== null && answer.status < 300;
    const target = method === 'MOVE' ? new URL(String(request.headers['destination'])).pathname : path;
    const toldRun = told.get(decodeURIComponent(target.slice(1)));
    if (toldRun !== undefined && request.run > toldRun) violations.push(`${target}: ${method} after it was told to be done`);
    if (method === 'DELETE' && !/\.gantry-[0-9a-f]{16}$/.test(path)) violations.push(`${path}: something was deleted`);
    if (method === 'MOVE' && isDone) {
      if (moved.has(target)) violations.push(`${target}: moved into place twice`);
      moved.add(target);
    }
    if (method !== 'PUT') continue;
    bytesSent += bytes;
    const name = nameBehind(path);
    if (moved.has(name)) violations.push(`${name}: sent again although it was in place`);
    if (taken.has(name)) violations.push(`${name}: sent again although the server had taken it`);
    const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(String(request.headers['content-range']));
    const startByte = Number(range?.[1] ?? 0);
    const isLast = range === null || Number(range[2]) + 1 === Number(range[3]);
    bytesSentAgain += Math.max(0, Math.min(startByte + bytes, sentTo.get(name) ?? 0) - startByte);
    sentTo.set(name, Math.max(sentTo.get(name) ?? 0, startByte + bytes));
    if (isDone && isLast) taken.add(name);
  }
  return { violations, bytesSent, bytesSentAgain, lostAddresses: [] };
}

/** The name that a temporary one stands for; a long one lost its end. */
function nameBehind(path: string): string {
  return path.replace(/([^/]*)$/, (last) => last.replace(/^\.(.*)\.gantry-[0-9a-f]{16}$/, '$1'));
}
