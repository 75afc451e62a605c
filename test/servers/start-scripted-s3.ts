import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Crc } from '../../electron/engine/protocols/s3/content-crc.ts';
import { listenOnLoopback } from './parts/listen-on-loopback.ts';
import { plainCrc } from './parts/plain-crc.ts';
import type { ScriptedCrcs } from './parts/scripted-crcs.ts';
import { algorithmOf, broughtCrc, crcElement, crcHeader, crcOfParts } from './parts/scripted-crcs.ts';

export interface ScriptedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export interface ScriptedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface ScriptedUpload {
  readonly path: string;
  readonly parts: Map<number, Buffer>;
  readonly algorithm: Crc['algorithm'] | null;
}

export interface ScriptedS3 {
  /** Without a slash at the end. */
  readonly origin: string;
  readonly requests: readonly ScriptedRequest[];
  /** Whole objects, by path. */
  readonly objects: Map<string, Buffer>;
  /** Uploads that are not ended, by id. */
  readonly uploads: Map<string, ScriptedUpload>;
  close(): Promise<void>;
}

export interface ScriptedS3Options {
  /** What it does with CRCs; without it, it takes no notice of them. */
  readonly crcs?: Partial<ScriptedCrcs>;
  /** What arrives in the place of a body: a line that changes bits. */
  readonly arrives?: (request: ScriptedRequest) => Buffer;
  /** Answers in the place of the server; null: as it would. */
  readonly script?: (request: ScriptedRequest, answer: () => ScriptedAnswer) => ScriptedAnswer | null;
}

/** Says what real servers say only on bad days. It keeps objects and uploads in memory, and knows just what its tests need. */
export async function startScriptedS3(options: ScriptedS3Options = {}): Promise<ScriptedS3> {
  const requests: ScriptedRequest[] = [];
  const objects: ScriptedS3['objects'] = new Map();
  const uploads: ScriptedS3['uploads'] = new Map();
  const etags = new Map<string, string>();
  /** Of whole objects, by path. */
  const kept = new Map<string, Crc>();
  let begun = 0;
  const crcs: ScriptedCrcs = { knows: [], does: 'compares', keeps: 'whole', refusesOthers: false, ...options.crcs };

  const usual = (request: ScriptedRequest): ScriptedAnswer => {
    const { method, path, query, headers } = request;
    const body = options.arrives?.(request) ?? request.body;
    const uploadId = query.get('uploadId');
    const upload = uploadId === null ? undefined : uploads.get(uploadId);
    if (uploadId !== null && upload === undefined) return refusal(404, 'NoSuchUpload');
    if (method === 'PUT') {
      const md5 = headers['content-md5'];
      if (md5 !== undefined && md5 !== createHash('md5').update(body).digest('base64')) return refusal(400, 'BadDigest');
      const brought = broughtCrc(crcs, headers);
      const isOther = brought !== null && brought.base64 !== plainCrc(brought.algorithm, body);
      if (isOther && crcs.does === 'compares') return refusal(400, 'BadDigest');
      // As Amazon's: whoever begins with an algorithm says it of every part.
      if (upload !== undefined && upload.algorithm !== (brought?.algorithm ?? null)) return refusal(400, 'InvalidRequest');
      etags.delete(path);
      kept.delete(path);
      if (upload !== undefined) upload.parts.set(Number(query.get('partNumber')), body);
      else {
        objects.set(path, body);
        if (brought !== null) kept.set(path, brought);
      }
      return { status: 200, headers: { ETag: `"${md5Of(body)}"`, ...crcHeader(brought) } };
    }
    if (method === 'POST' && upload === undefined) {
      const algorithm = algorithmOf(crcs, headers);
      if (algorithm === 'unknown' && crcs.refusesOthers) return refusal(400, 'InvalidRequest');
      begun += 1;
      const id = `upload-${begun}`;
      uploads.set(id, { path, parts: new Map(), algorithm: algorithm === 'unknown' ? null : algorithm });
      const type = { 'x-amz-checksum-type': crcs.keeps === 'whole' ? 'FULL_OBJECT' : 'COMPOSITE' };
      const isKept = algorithm !== null && algorithm !== 'unknown';
      const echo = isKept ? { 'x-amz-checksum-algorithm': algorithm.toUpperCase(), ...type } : {};
      return { status: 200, headers: echo, body: document('InitiateMultipartUploadResult', `<UploadId>${id}</UploadId>`) };
    }
    if (method === 'POST' && upload !== undefined && uploadId !== null) {
      const parts = [...upload.parts].sort(([one], [other]) => one - other).map(([, part]) => part);
      const whole = Buffer.concat(parts);
      const { algorithm } = upload;
      const crc = algorithm === null ? null : { algorithm, base64: crcOfParts(crcs, algorithm, parts) };
      const brought = broughtCrc(crcs, headers);
      if (brought !== null && brought.base64 !== crc?.base64) return refusal(400, 'BadDigest');
      objects.set(path, whole);
      if (crc !== null) kept.set(path, crc);
      etags.set(path, etagOfParts(parts));
      uploads.delete(uploadId);
      const checksum = crcElement(algorithm, crc?.base64 ?? '');
      return { status: 200, body: document('CompleteMultipartUploadResult', `<ETag>"${etagOfParts(parts)}"</ETag>${checksum}`) };
    }
    if (method === 'DELETE' && uploadId !== null) {
      uploads.delete(uploadId);
      return { status: 204 };
    }
    if (method === 'GET' && upload !== undefined) {
      const { algorithm } = upload;
      const parts = [...upload.parts].map(([number, part]) => {
        const crc = algorithm === null ? '' : crcElement(algorithm, plainCrc(algorithm, part));
        return `<Part><PartNumber>${number}</PartNumber><Size>${part.length}</Size><ETag>"${md5Of(part)}"</ETag>${crc}</Part>`;
      });
      return { status: 200, body: document('ListPartsResult', parts.join('')) };
    }
    if (method === 'GET' && query.has('uploads')) {
      const all = [...uploads].map(
        ([id, { path: of }]) =>
          `<Upload><Key>${of.split('/').slice(2).join('/')}</Key><UploadId>${id}</UploadId><Initiated>${new Date().toISOString()}</Initiated></Upload>`,
      );
      return { status: 200, body: document('ListMultipartUploadsResult', all.join('')) };
    }
    if (method === 'GET') return { status: 200, body: document('ListBucketResult', '') };
    const found = objects.get(path);
    if (found === undefined) return { status: 404 };
    const crc = headers['x-amz-checksum-mode'] === 'ENABLED' ? (kept.get(path) ?? null) : null;
    const etag = `"${etags.get(path) ?? md5Of(found)}"`;
    return { status: 200, headers: { ETag: etag, 'Content-Length': String(found.length), ...crcHeader(crc) } };
  };

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
    } catch {
      // Whoever asked went away.
      return;
    }
    const url = new URL(incoming.url ?? '', 'http://server');
    const { method = '', headers } = incoming;
    const request = { method, path: url.pathname, query: url.searchParams, headers, body: Buffer.concat(chunks) };
    requests.push(request);
    const { status, headers: own = {}, body = '' } = options.script?.(request, () => usual(request)) ?? usual(request);
    response.writeHead(status, own).end(body);
  };
  // A body that breaks off stores nothing.
  const server = createServer((incoming, response) => void serve(incoming, response).catch(() => response.destroy()));
  const listening = await listenOnLoopback(server);
  return { origin: listening.origin, requests, objects, uploads, close: listening.close };
}

/** An error of S3's as a document. */
export function refusal(status: number, code: string, more = ''): ScriptedAnswer {
  return { status, body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>Scripted.</Message>${more}</Error>` };
}

function document(name: string, content: string): string {
  return `<?xml version="1.0"?><${name}>${content}</${name}>`;
}

function md5Of(bytes: Buffer): string {
  return createHash('md5').update(bytes).digest('hex');
}

function etagOfParts(parts: readonly Buffer[]): string {
  return `${md5Of(Buffer.concat(parts.map((part) => Buffer.from(md5Of(part), 'hex'))))}-${parts.length}`;
}
