import { createHmac, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { dirname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { listenOnLoopback } from './parts/listen-on-loopback.ts';
import { makeTemporaryDirectory } from './parts/temporary-directory.ts';

export interface SigningQuestion {
  readonly relativePath: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly uploadId: string;
  readonly conflict: string;
}

export interface StoreRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  status: number | null;
}

export interface SigningStore {
  /** Of the signing endpoint. */
  readonly url: string;
  readonly origin: string;
  readonly directory: string;
  questions(): readonly SigningQuestion[];
  /** What came to the store itself. */
  requests(): readonly StoreRequest[];
  /** What is signed from now on has run out. */
  setExpired(isExpired: boolean): void;
  close(): Promise<void>;
}

export interface SigningStoreOptions {
  /** The value that `Authorization` must have at the endpoint. */
  readonly authorization?: string;
  /** Another answer of the endpoint than the address that it signed. */
  readonly sign?: (address: string, question: SigningQuestion) => unknown;
  /** What the store says of what it stored. */
  readonly headersOf?: (stored: Buffer) => Readonly<Record<string, string>>;
}

const key = randomBytes(16);
const signatureOf = (path: string, expires: string) => createHmac('sha256', key).update(`${path} ${expires}`).digest('hex');

/** A store that takes what its own signature allows, and the small endpoint that signs: both in one server, at `/sign` and below `/store/`. */
export async function startSigningStore(options: SigningStoreOptions = {}): Promise<SigningStore> {
  const home = await makeTemporaryDirectory('signing');
  const directory = join(home.path, 'data');
  await mkdir(directory);
  const questions: SigningQuestion[] = [];
  const requests: StoreRequest[] = [];
  let isExpired = false;
  let count = 0;

  const sign = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    if (request.method === 'OPTIONS') return void response.writeHead(204, { Allow: 'POST' }).end();
    if (options.authorization !== undefined && request.headers.authorization !== options.authorization) {
      return void response.writeHead(401).end();
    }
    const question = JSON.parse(Buffer.concat(chunks).toString('utf8')) as SigningQuestion;
    questions.push(question);
    const path = `/store/${question.relativePath.split('/').map(encodeURIComponent).join('/')}`;
    const expires = isExpired ? 'past' : 'future';
    const address = `http://${request.headers.host}${path}?expires=${expires}&signature=${signatureOf(path, expires)}`;
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify((await options.sign?.(address, question)) ?? { url: address }));
  };

  const store = async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const record: StoreRequest = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, status: null };
    requests.push(record);
    const answer = (status: number, body = '', headers: Readonly<Record<string, string>> = {}): void => {
      record.status = status;
      response.writeHead(status, headers).end(body);
    };
    const expires = url.searchParams.get('expires') ?? '';
    const isSigned = url.searchParams.get('signature') === signatureOf(url.pathname, expires);
    if (!isSigned || expires === 'past') {
      request.resume();
      await new Promise((done) => request.once('end', done));
      return answer(
        403,
        `<Error><Message>Request has expired</Message><Signature>${url.searchParams.get('signature')}</Signature></Error>`,
      );
    }
    const path = resolve(directory, `.${decodeURIComponent(url.pathname.slice('/store'.length))}`);
    if (!path.startsWith(directory + sep)) throw new Error('a name that leaves the directory');
    const found = await stat(path).catch(() => null);
    if (request.method === 'HEAD')
      return found === null
        ? answer(404)
        : answer(200, '', { 'Content-Length': String(found.size), 'Last-Modified': found.mtime.toUTCString() });
    if (request.headers['if-none-match'] === '*' && found !== null) {
      request.resume();
      await new Promise((done) => request.once('end', done));
      return answer(412);
    }
    count += 1;
    const temporary = join(home.path, `incoming-${count}`);
    await pipeline(request, createWriteStream(temporary)).catch(async (error: unknown) => {
      await rm(temporary, { force: true });
      throw error;
    });
    await mkdir(dirname(path), { recursive: true });
    await rename(temporary, path);
    answer(200, '', options.headersOf?.(await readFile(path)) ?? {});
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://store');
    const serving = url.pathname === '/sign' ? sign(request, response) : store(request, response, url);
    serving.catch(() => response.destroy());
  });
  const listening = await listenOnLoopback(server);
  return {
    url: `${listening.origin}/sign`,
    origin: listening.origin,
    directory,
    questions: () => questions,
    requests: () => requests,
    setExpired: (next) => {
      isExpired = next;
    },
    close: async () => {
      await listening.close();
      await home.remove();
    },
  };
}

/** The query that signs one path of the store. */
export function storeSignature(path: string, isExpired = false): string {
  const expires = isExpired ? 'past' : 'future';
  return `expires=${expires}&signature=${signatureOf(path, expires)}`;
}
