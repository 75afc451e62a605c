import { mkdir, readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import { countBodyBytes } from './parts/count-body-bytes.ts';
import { listenOnLoopback } from './parts/listen-on-loopback.ts';
import { numberHeader } from './parts/number-header.ts';
import { makeTemporaryDirectory } from './parts/temporary-directory.ts';

export interface TusRequest {
  readonly method: string;
  readonly path: string;
  /** Header `Upload-Offset` of the request. */
  readonly offset: number | null;
  /** Body bytes that arrived until now. */
  readonly bytes: number;
  /** Null until answered, and for ever where the client was gone by then. */
  readonly status: number | null;
  /** Header `Upload-Offset` of the answer. */
  readonly answeredOffset: number | null;
  /** The connection ended before the answer was out. */
  readonly wasCut: boolean;
}

export interface StoredTusFile {
  readonly id: string;
  /** Of the bytes. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly metadata: Readonly<Record<string, string | null>>;
}

export interface TusServer {
  /** Ends with a slash: where uploads are created. */
  readonly url: string;
  readonly port: number;
  /** In the order in which they began. */
  requests(): readonly TusRequest[];
  forgetRequests(): void;
  /** All uploads that were created, finished or not. */
  files(): Promise<readonly StoredTusFile[]>;
  /** Cuts every connection and refuses new ones; `start` again at the same port with the same files. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface TusServerOptions {
  /** Bytes; a larger file is answered with 413. */
  readonly maxSizeBytes?: number;
}

function watch(request: IncomingMessage, response: ServerResponse): TusRequest {
  const bodyBytes = countBodyBytes(request);
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    offset: numberHeader(request.headers, 'upload-offset'),
    get bytes() {
      return bodyBytes();
    },
    get status() {
      return answers.get(response)?.status ?? null;
    },
    get answeredOffset() {
      return answers.get(response)?.offset ?? null;
    },
    get wasCut() {
      return response.destroyed && !response.writableFinished;
    },
  };
}

// Headers given to writeHead as a list cannot be read back from the response.
const answers = new WeakMap<ServerResponse, { readonly status: number; readonly offset: number | null }>();

function rememberAnswer(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse;
  response.writeHead = (...given: unknown[]) => {
    const headers: unknown = given.at(-1);
    const list = Array.isArray(headers) ? headers.map(String) : [];
    const position = list.findIndex((entry, index) => index % 2 === 0 && entry.toLowerCase() === 'upload-offset');
    // The server answers also those who have gone away; nobody got such an answer.
    if (!response.destroyed) answers.set(response, { status: Number(given[0]), offset: position < 0 ? null : Number(list[position + 1]) });
    return writeHead(...given);
  };
}

/** The plain tus server from npm with its file store: creation, creation-with-upload, termination; no concatenation, no checksum. */
export async function startTusServer(options: TusServerOptions = {}): Promise<TusServer> {
  const home = await makeTemporaryDirectory('tus');
  const directory = join(home.path, 'files');
  await mkdir(directory);
  const recorded: TusRequest[] = [];
  const begin = (port: number) => {
    const tus = new Server({
      path: '/files',
      datastore: new FileStore({ directory }),
      ...(options.maxSizeBytes === undefined ? {} : { maxSize: options.maxSizeBytes }),
    });
    const server = createServer((request, response) => {
      recorded.push(watch(request, response));
      rememberAnswer(response);
      tus.handle(request, response).catch(() => response.destroy());
    });
    return listenOnLoopback(server, port);
  };
  let listening = await begin(0);
  const { port, origin } = listening;
  return {
    url: `${origin}/files/`,
    port,
    requests: () => recorded,
    forgetRequests: () => {
      recorded.length = 0;
    },
    files: async () => {
      const names = (await readdir(directory)).filter((name) => name.endsWith('.json'));
      const found = await Promise.all(
        names.map(async (name): Promise<StoredTusFile | null> => {
          // An upload may be ended just now.
          const text = await readFile(join(directory, name), 'utf8').catch(() => null);
          if (text === null) return null;
          const info = JSON.parse(text) as Record<string, unknown>;
          return {
            id: String(info['id']),
            path: join(directory, String(info['id'])),
            sizeBytes: Number(info['size']),
            metadata: (info['metadata'] ?? {}) as Readonly<Record<string, string | null>>,
          };
        }),
      );
      return found.filter((file) => file !== null);
    },
    stop: () => listening.close(),
    start: async () => {
      listening = await begin(port);
    },
    close: async () => {
      await listening.close();
      await home.remove();
    },
  };
}
