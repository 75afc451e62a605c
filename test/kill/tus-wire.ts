import type { WireRequest } from './record-wire.ts';
import type { WireFindings } from './wire-findings.ts';

interface WiredUpload {
  readonly path: string;
  readonly relativePath: string;
  readonly requests: WireRequest[];
}

export interface TusWireOptions {
  readonly told: ReadonlyMap<string, number>;
  /** The server recognises a creation that it has seen before, so that no address is ever lost. */
  readonly knowsRepeatedCreation: boolean;
}

/**
 * Holds the requests of a tus client against the promise (tus 1.0, "Core protocol"): no PATCH begins below what the server had confirmed,
 * no upload to which bytes were sent is made a second time, and a second time is due to a kill at all.
 */
export function tusWire(requests: readonly WireRequest[], { told, knowsRepeatedCreation }: TusWireOptions): WireFindings {
  const violations: string[] = [];
  const uploads = uploadsOf(requests, violations);
  let bytesSentAgain = 0;
  for (const upload of uploads.values()) {
    let confirmed = 0;
    let furthest = 0;
    const toldRun = told.get(upload.relativePath) ?? Number.POSITIVE_INFINITY;
    for (const request of upload.requests) {
      if (request.run > toldRun) violations.push(`${upload.relativePath}: ${request.method} after it was told to be done`);
      const from = request.method === 'POST' ? 0 : offsetOf(request.headers['upload-offset']);
      const isBody = request.bytes > 0;
      // The body of a creation that was repeated after a kill: the answer to the first one died with the process.
      const isRepeatedCreation = request.method === 'POST' && request.run > (upload.requests[0]?.run ?? 0);
      if (isBody && from < confirmed && !isRepeatedCreation) {
        violations.push(`${upload.relativePath}: ${request.method} from byte ${from} although the server had confirmed ${confirmed}`);
      }
      if (isBody) bytesSentAgain += Math.max(0, Math.min(furthest, from + request.bytes) - from);
      if (isBody) furthest = Math.max(furthest, from + request.bytes);
      const { answer } = request;
      if (answer === null || answer.status >= 300) continue;
      confirmed = Math.max(confirmed, offsetOf(answer.headers['upload-offset']));
    }
  }
  const lostAddresses: string[] = [];
  for (const made of groupsOf([...uploads.values()]).values()) {
    const last = made.pop();
    for (const upload of made) {
      const later = upload.requests.filter(({ method }) => method !== 'POST');
      if (later.length > 0) {
        violations.push(
          `${upload.relativePath}: made anew although its address was known (${later.map(({ method }) => method).join(', ')})`,
        );
      }
      if (last !== undefined && upload.requests[0]?.run === last.requests[0]?.run) {
        violations.push(`${upload.relativePath}: made twice without a kill in between`);
      }
      const bytes = upload.requests.reduce((sum, request) => sum + request.bytes, 0);
      bytesSentAgain += bytes;
      if (knowsRepeatedCreation) continue;
      if (bytes > 0) violations.push(`${upload.relativePath}: ${bytes} bytes went to an address that nobody had written down`);
      lostAddresses.push(upload.relativePath);
    }
  }
  return { violations, bytesSent: requests.reduce((sum, { bytes }) => sum + bytes, 0), bytesSentAgain, lostAddresses };
}

/** By their address; creations that were never answered have none and count as made. */
function uploadsOf(requests: readonly WireRequest[], violations: string[]): Map<string, WiredUpload> {
  const uploads = new Map<string, WiredUpload>();
  for (const [index, request] of requests.entries()) {
    if (request.method === 'POST') {
      const location = request.answer?.headers.location;
      const relativePath = relativePathOf(request);
      const path = location === undefined ? `unanswered ${index}` : new URL(location, 'http://server').pathname;
      const known = uploads.get(path);
      // A server of ours knows the id and answers with the same address.
      if (known === undefined) uploads.set(path, { path, relativePath, requests: [request] });
      else known.requests.push(request);
    } else if (request.method !== 'OPTIONS') {
      const known = uploads.get(request.path);
      if (known === undefined) violations.push(`${request.method} ${request.path}: nobody made that upload`);
      else known.requests.push(request);
    }
  }
  return uploads;
}

function groupsOf(uploads: readonly WiredUpload[]): Map<string, WiredUpload[]> {
  const groups = new Map<string, WiredUpload[]>();
  for (const upload of uploads) {
    const group = groups.get(upload.relativePath);
    if (group === undefined) groups.set(upload.relativePath, [upload]);
    else group.push(upload);
  }
  return groups;
}

function relativePathOf(request: WireRequest): string {
  const metadata = String(request.headers['upload-metadata'] ?? '');
  const entry = metadata.split(',').find((one) => one.startsWith('relativePath '));
  return Buffer.from(entry?.slice('relativePath '.length) ?? '', 'base64').toString('utf8');
}

function offsetOf(header: string | string[] | undefined): number {
  return Number(header ?? 0);
}
