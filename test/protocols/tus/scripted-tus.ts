import { Buffer } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import { listenOnLoopback } from '../../servers/parts/listen-on-loopback.ts';

export interface TusAsk {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** From 1, among the requests of this method. */
  readonly nth: number;
}

export interface TusAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface ScriptedTus {
  readonly url: string;
  readonly asked: TusAsk[];
  /** Methods in order, without OPTIONS. */
  methods(): string;
  /** Bytes of each upload by its path. */
  readonly uploads: Map<string, { bytes: Buffer; readonly length: number }>;
}

/** A tus server in memory for one test; `script` may answer anything instead of it, and `options` is what it says of itself. */
export async function scriptedTus(
  script: (ask: TusAsk, uploads: ScriptedTus['uploads']) => TusAnswer | undefined = () => undefined,
  options: Readonly<Record<string, string>> = { 'Tus-Extension': 'creation,creation-with-upload,termination,gantry-repeated-creation' },
): Promise<ScriptedTus> {
  const asked: TusAsk[] = [];
  const uploads: ScriptedTus['uploads'] = new Map();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const method = request.method ?? '';
      const nth = asked.filter((earlier) => earlier.method === method).length + 1;
      const ask: TusAsk = { method, path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks), nth };
      asked.push(ask);
      const answer = script(ask, uploads) ?? answerOf(ask, uploads, options);
      const body = answer.body ?? '';
      const length: Record<string, string> = answer.status === 204 ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
      response.writeHead(answer.status, { 'Tus-Resumable': '1.0.0', ...length, ...answer.headers });
      response.end(method === 'HEAD' ? undefined : body);
    });
  });
  const listening = await listenOnLoopback(server);
  onTestFinished(() => listening.close());
  return {
    url: `${listening.origin}/files/`,
    asked,
    uploads,
    methods: () =>
      asked
        .map((ask) => ask.method)
        .filter((method) => method !== 'OPTIONS')
        .join(' '),
  };
}

function answerOf(ask: TusAsk, uploads: ScriptedTus['uploads'], options: Readonly<Record<string, string>>): TusAnswer {
  const offsetHeader = (bytes: Buffer) => ({ 'Upload-Offset': String(bytes.byteLength) });
  if (ask.method === 'OPTIONS') return { status: 204, headers: { 'Tus-Version': '1.0.0', ...options } };
  if (ask.method === 'POST') {
    const path = `/files/${uploads.size + 1}`;
    uploads.set(path, { bytes: ask.body, length: Number(ask.headers['upload-length']) });
    return { status: 201, headers: { Location: path, ...(ask.body.byteLength > 0 ? offsetHeader(ask.body) : {}) } };
  }
  const upload = uploads.get(ask.path);
  if (upload === undefined) return { status: 404, body: 'Not here\n' };
  if (ask.method === 'HEAD') return { status: 200, headers: { ...offsetHeader(upload.bytes), 'Upload-Length': String(upload.length) } };
  if (ask.method === 'DELETE') return { status: uploads.delete(ask.path) ? 204 : 404 };
  if (ask.headers['upload-offset'] !== String(upload.bytes.byteLength)) return { status: 409 };
  upload.bytes = Buffer.concat([upload.bytes, ask.body]);
  return { status: 204, headers: offsetHeader(upload.bytes) };
}
