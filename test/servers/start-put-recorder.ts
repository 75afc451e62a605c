import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { dirname, join, resolve, sep } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { countBodyBytes } from './parts/count-body-bytes.ts';
import { listenOnLoopback } from './parts/listen-on-loopback.ts';
import { numberHeader } from './parts/number-header.ts';
import { makeTemporaryDirectory } from './parts/temporary-directory.ts';

export interface RecordedRequest {
  /** From 1, in the order in which they began. */
  readonly number: number;
  readonly method: string;
  /** Percent-encoded, as it was sent. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly contentLength: number | null;
  /** Body bytes that arrived until now. */
  readonly bytes: number;
  /** Of the stored body; null until it is stored. */
  readonly sha256: string | null;
  /** Null until answered. */
  readonly status: number | null;
}

export interface ScriptedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** `before-body` answers as soon as the headers are there; `after-body` (the default) reads and drops the body first. */
  readonly when?: 'before-body' | 'after-body';
}

/** `abort` cuts the connection when the headers are there, `abort-after-body` stores the body and then cuts: a lost answer. `stall` never answers. */
export type PutScript = ScriptedAnswer | 'abort' | 'abort-after-body' | 'stall' | undefined;

export interface PutRecorder {
  /** Ends with a slash. */
  readonly url: string;
  readonly directory: string;
  requests(): readonly RecordedRequest[];
  close(): Promise<void>;
}

export interface PutRecorderOptions {
  /** Asked when the headers of a request are there; undefined stores it as usual. */
  readonly answer?: (request: RecordedRequest) => PutScript;
  /** What the server says of what it stored, with the answer to PUT. */
  readonly headersOf?: (stored: Buffer) => Readonly<Record<string, string>>;
  /** Asked for a request with `Expect: 100-continue`; an answer is sent instead of 100, undefined lets the body come. */
  readonly expectation?: (request: RecordedRequest) => ScriptedAnswer | undefined;
}

interface MutableRecord extends RecordedRequest {
  sha256: string | null;
  status: number | null;
}

class PutStore {
  readonly #home: string;
  readonly directory: string;
  #count = 0;

  constructor(home: string) {
    this.#home = home;
    this.directory = join(home, 'data');
  }

  pathOf(url: string): string {
    const path = resolve(this.directory, `.${decodeURIComponent(new URL(url, 'http://local').pathname)}`);
    if (path !== this.directory && !path.startsWith(this.directory + sep)) throw new Error('a path that leaves the directory');
    return path;
  }

  /** Stores a whole body under its path; a cut one leaves nothing. */
  async put(request: IncomingMessage, record: MutableRecord): Promise<number> {
    const path = this.pathOf(record.path);
    this.#count += 1;
    const temporary = join(this.#home, `incoming-${this.#count}`);
    const hash = createHash('sha256');
    const digest = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    try {
      await pipeline(request, digest, createWriteStream(temporary));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    const existed = await stat(path).then(
      () => true,
      () => false,
    );
    await mkdir(dirname(path), { recursive: true });
    await rename(temporary, path);
    record.sha256 = hash.digest('hex');
    return existed ? 204 : 201;
  }
}

async function drain(request: IncomingMessage): Promise<void> {
  for await (const _chunk of request);
}

/** A PUT server whose every answer can be scripted; without a script it stores bodies and answers HEAD and GET. */
export async function startPutRecorder(options: PutRecorderOptions = {}): Promise<PutRecorder> {
  const home = await makeTemporaryDirectory('put');
  const store = new PutStore(home.path);
  await mkdir(store.directory);
  const recorded: RecordedRequest[] = [];
  const send = (response: ServerResponse, record: MutableRecord, answer: ScriptedAnswer) => {
    record.status = answer.status;
    response.writeHead(answer.status, answer.headers).end(record.method === 'HEAD' ? undefined : answer.body);
  };
  const record = (request: IncomingMessage): MutableRecord => {
    const bytes = countBodyBytes(request);
    const made: MutableRecord = {
      number: recorded.length + 1,
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      contentLength: numberHeader(request.headers, 'content-length'),
      get bytes() {
        return bytes();
      },
      sha256: null,
      status: null,
    };
    recorded.push(made);
    return made;
  };
  const read = async (response: ServerResponse, made: MutableRecord) => {
    const path = store.pathOf(made.path);
    const found = await stat(path).catch(() => null);
    if (found === null || !found.isFile()) return send(response, made, { status: 404, body: 'Not found\n' });
    made.status = 200;
    response.writeHead(200, { 'Content-Length': found.size });
    if (made.method === 'HEAD') response.end();
    else await pipeline(createReadStream(path), response);
  };
  const serve = async (request: IncomingMessage, response: ServerResponse, made: MutableRecord): Promise<void> => {
    const script = options.answer?.(made);
    if (script === 'abort') return void request.socket.resetAndDestroy();
    if (script === 'stall') return;
    if (script === 'abort-after-body') {
      await store.put(request, made);
      return void request.socket.resetAndDestroy();
    }
    if (script !== undefined) {
      if (script.when === 'before-body') request.resume();
      else await drain(request);
      return send(response, made, script);
    }
    if (made.method === 'PUT') {
      const status = await store.put(request, made);
      return send(response, made, { status, headers: options.headersOf?.(await readFile(store.pathOf(made.path))) ?? {} });
    }
    await drain(request);
    if (made.method === 'HEAD' || made.method === 'GET') return read(response, made);
    if (made.method === 'OPTIONS') return send(response, made, { status: 204, headers: { Allow: 'PUT, HEAD, GET, OPTIONS' } });
    send(response, made, { status: 405, headers: { Allow: 'PUT, HEAD, GET, OPTIONS' } });
  };
  const handle = (request: IncomingMessage, response: ServerResponse, made: MutableRecord) => {
    serve(request, response, made).catch(() => response.destroy());
  };
  const server = createServer((request, response) => handle(request, response, record(request)));
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    const made = record(request);
    const refusal = options.expectation?.(made);
    if (refusal !== undefined) return send(response, made, { ...refusal, headers: { Connection: 'close', ...refusal.headers } });
    response.writeContinue();
    handle(request, response, made);
  });
  const listening = await listenOnLoopback(server);
  return {
    url: `${listening.origin}/`,
    directory: store.directory,
    requests: () => recorded,
    close: async () => {
      await listening.close();
      await home.remove();
    },
  };
}
