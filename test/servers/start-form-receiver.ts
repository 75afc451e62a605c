import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { dirname, join, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import { countBodyBytes } from './parts/count-body-bytes.ts';
import { listenOnLoopback } from './parts/listen-on-loopback.ts';
import { numberHeader } from './parts/number-header.ts';
import { makeTemporaryDirectory } from './parts/temporary-directory.ts';

export interface FormFile {
  readonly field: string;
  /** As sent, with the three escapes of the HTML standard (%22, %0D, %0A) undone; may contain `/`. */
  readonly fileName: string;
  readonly mimeType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** `directory`/field/fileName. */
  readonly path: string;
}

export interface FormRequest {
  /** From 1, in the order in which they began. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly contentLength: number | null;
  /** Body bytes that arrived until now. */
  readonly bytes: number;
  readonly files: readonly FormFile[];
  readonly fields: Readonly<Record<string, string>>;
  /** Null until answered. */
  readonly status: number | null;
  /** The whole form arrived. */
  readonly isComplete: boolean;
}

export interface FormAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Answers before the body is read, as a server does that looks only at the headers. */
  readonly isEarly?: boolean;
}

export interface FormReceiver {
  /** Ends with `/upload`. */
  readonly url: string;
  /** Files of complete forms, under field/name. */
  readonly directory: string;
  requests(): readonly FormRequest[];
  close(): Promise<void>;
}

export interface FormReceiverOptions {
  /** `html` is what a misconfigured server says: 200 and a page. The default is `json`. */
  readonly success?: 'json' | 'html' | 'empty';
  /** Scripted answer for a request, asked when its headers are there; undefined lets it succeed. Early refusals store nothing. */
  readonly answer?: (request: FormRequest) => FormAnswer | undefined;
}

interface MutableFormRequest extends FormRequest {
  files: FormFile[];
  fields: Record<string, string>;
  status: number | null;
  isComplete: boolean;
}

const successBodies = {
  json: { type: 'application/json', body: '{"ok":true}' },
  html: { type: 'text/html', body: '<!doctype html><title>Welcome</title><p>Please sign in.</p>' },
  empty: { type: 'text/plain', body: '' },
} as const;

function undoEscapes(name: string): string {
  return name.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n');
}

/** Takes one form apart into `incoming`; resolves with its files when all of it has arrived. */
async function readForm(request: IncomingMessage, incoming: string, record: MutableFormRequest, directory: string): Promise<void> {
  const parser = busboy({ headers: request.headers, defParamCharset: 'utf8', preservePath: true });
  const writing: Promise<void>[] = [];
  const store = async (field: string, file: Readable, fileName: string, mimeType: string, position: number) => {
    const hash = createHash('sha256');
    let sizeBytes = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        sizeBytes += chunk.length;
        hash.update(chunk);
        done(null, chunk);
      },
    });
    const temporary = `${incoming}-${position}`;
    await pipeline(file, measure, createWriteStream(temporary));
    const path = resolve(directory, field, fileName);
    if (!path.startsWith(directory + sep)) throw new Error('a name that leaves the directory');
    await mkdir(dirname(path), { recursive: true });
    await rename(temporary, path);
    record.files.push({ field, fileName, mimeType, sizeBytes, sha256: hash.digest('hex'), path });
  };
  parser.on('file', (field, file, information) => {
    const stored = store(field, file, undoEscapes(information.filename ?? ''), information.mimeType, writing.length);
    // A cut request rejects the pipeline below as well; this one must not be reported twice.
    stored.catch(() => parser.destroy());
    writing.push(stored);
  });
  parser.on('field', (field, value) => {
    record.fields[field] = value;
  });
  await pipeline(request, parser);
  await Promise.all(writing);
  record.isComplete = true;
}

/** A receiver of multipart forms (RFC 7578) that stores their files and records every request. */
export async function startFormReceiver(options: FormReceiverOptions = {}): Promise<FormReceiver> {
  const home = await makeTemporaryDirectory('form');
  const directory = join(home.path, 'data');
  await mkdir(directory);
  const recorded: FormRequest[] = [];
  const send = (response: ServerResponse, record: MutableFormRequest, answer: FormAnswer) => {
    record.status = answer.status;
    response.writeHead(answer.status, { 'Content-Type': 'text/plain', ...answer.headers }).end(answer.body ?? '');
  };
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const bytes = countBodyBytes(request);
    const record: MutableFormRequest = {
      number: recorded.length + 1,
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      contentLength: numberHeader(request.headers, 'content-length'),
      get bytes() {
        return bytes();
      },
      files: [],
      fields: {},
      status: null,
      isComplete: false,
    };
    recorded.push(record);
    const scripted = options.answer?.(record);
    if (scripted?.isEarly) {
      request.resume();
      return send(response, record, scripted);
    }
    if (record.method !== 'POST') {
      request.resume();
      return send(response, record, { status: 405, headers: { Allow: 'POST' }, body: 'Only POST.\n' });
    }
    const incoming = join(home.path, `incoming-${record.number}`);
    await readForm(request, incoming, record, directory);
    if (scripted !== undefined) {
      for (const file of record.files) await rm(file.path);
      return send(response, record, scripted);
    }
    const success = successBodies[options.success ?? 'json'];
    send(response, record, { status: 200, headers: { 'Content-Type': success.type }, body: success.body });
  };
  const server = createServer((request, response) => {
    serve(request, response).catch((error: Error) => {
      if (response.headersSent || response.destroyed) response.destroy();
      else response.writeHead(400, { Connection: 'close' }).end(`${error.message}\n`);
    });
  });
  const listening = await listenOnLoopback(server);
  return {
    url: `${listening.origin}/upload`,
    directory,
    requests: () => recorded,
    close: async () => {
      await listening.close();
      await home.remove();
    },
  };
}
