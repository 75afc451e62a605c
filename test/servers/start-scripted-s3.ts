import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { crc32 } from 'node:zlib';
import { listenOnLoopback } from './parts/listen-on-loopback.ts';

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

export interface ScriptedS3 {
  /** Without a slash at the end. */
  readonly origin: string;
  readonly requests: readonly ScriptedRequest[];
  /** Whole objects, by path. */
  readonly objects: Map<string, Buffer>;
  /** Uploads that are not ended, by id. */
  readonly uploads: Map<string, { readonly path: string; readonly parts: Map<number, Buffer> }>;
  close(): Promise<void>;
}

export interface ScriptedS3Options {
  /** Compares and answers with CRC-32, as Amazon's does. */
  readonly knowsCrc32?: boolean;
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
  const { knowsCrc32 = false } = options;

  const usual = (request: ScriptedRequest): ScriptedAnswer => {
    const { method, path, query, headers } = request;
    const body = options.arrives?.(request) ?? request.body;
    const uploadId = query.get('uploadId');
    const upload = uploadId === null ? undefined : uploads.get(uploadId);
    if (uploadId !== null && upload === undefined) return refusal(404, 'NoSuchUpload');
    if (method === 'PUT') {
      const md5 = headers['content-md5'];
      if (md5 !== undefined && md5 !== createHash('md5').update(body).digest('base64')) return refusal(400, 'BadDigest');
      const crc = headers['x-amz-checksum-crc32'];
      if (knowsCrc32 && crc !== undefined && crc !== crcOf(body)) return refusal(400, 'XAmzContentChecksumMismatch');
      etags.delete(path);
      if (upload === undefined) objects.set(path, body);
      else upload.parts.set(Number(query.get('partNumber')), body);
      return { status: 200, headers: { ETag: `"${md5Of(body)}"`, ...(knowsCrc32 ? { 'x-amz-checksum-crc32': crcOf(body) } : {}) } };
    }
    if (method === 'POST' && upload === undefined) {
      const id = `upload-${uploads.size + 1}`;
      uploads.set(id, { path, parts: new Map() });
      const echo = knowsCrc32 ? { 'x-amz-checksum-algorithm': String(headers['x-amz-checksum-algorithm']) } : {};
      return { status: 200, headers: echo, body: document('InitiateMultipartUploadResult', `<UploadId>${id}</UploadId>`) };
    }
    if (method === 'POST' && upload !== undefined && uploadId !== null) {
      const parts = [...upload.parts].sort(([one], [other]) => one - other).map(([, part]) => part);
      const whole = Buffer.concat(parts);
      objects.set(path, whole);
      etags.set(path, etagOfParts(parts));
      uploads.delete(uploadId);
      const checksum = knowsCrc32 ? `<ChecksumCRC32>${crcOf(whole)}</ChecksumCRC32>` : '';
      return { status: 200, body: document('CompleteMultipartUploadResult', `<ETag>"${etagOfParts(parts)}"</ETag>${checksum}`) };
    }
    if (method === 'DELETE' && uploadId !== null) {
      uploads.delete(uploadId);
      return { status: 204 };
    }
    if (method === 'GET' && upload !== undefined) {
      const parts = [...upload.parts].map(
        ([number, part]) => `<Part><PartNumber>${number}</PartNumber><Size>${part.length}</Size><ETag>"${md5Of(part)}"</ETag></Part>`,
      );
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
    return { status: 200, headers: { ETag: `"${etags.get(path) ?? md5Of(found)}"`, 'Content-Length': String(found.length) } };
  };

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
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

function crcOf(bytes: Buffer): string {
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(bytes));
  return crc.toString('base64');
}

function etagOfParts(parts: readonly Buffer[]): string {
  return `${md5Of(Buffer.concat(parts.map((part) => Buffer.from(md5Of(part), 'hex'))))}-${parts.length}`;
}
