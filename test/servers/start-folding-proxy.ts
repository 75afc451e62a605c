import { readdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request as sendRequest } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { listenOnLoopback } from './parts/listen-on-loopback.ts';

export interface Folding {
  /** What is one name to it: names that this makes the same. */
  readonly plain: (name: string) => string;
  /** How it writes a new name. */
  readonly keeps?: (name: string) => string;
}

/** Makes of a server over a folder one that takes some names for one, as on Windows and macOS: each keeps the spelling in which it came first. */
export async function startFoldingProxy(
  server: { readonly url: string; readonly directory: string },
  { plain, keeps = (name) => name }: Folding,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const target = new URL(server.url);
  const real = (path: string): string => {
    const { pathname } = new URL(path, target);
    const slash = pathname.endsWith('/') ? '/' : '';
    const names: string[] = [];
    for (const name of pathname.slice(target.pathname.length).split('/').filter(Boolean).map(decodeURIComponent)) {
      const there = namesIn(join(server.directory, ...names));
      names.push(there.find((other) => plain(other) === plain(name)) ?? keeps(name));
    }
    return `${target.pathname}${names.map(encodeURIComponent).join('/')}${names.length === 0 ? '' : slash}`;
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { destination, ...headers } = request.headers;
    const outgoing = sendRequest({
      host: target.hostname,
      port: target.port,
      method: request.method ?? '',
      path: real(request.url ?? '/'),
      headers:
        typeof destination === 'string' ? { ...headers, destination: new URL(destination, target).origin + real(destination) } : headers,
    });
    const answered = new Promise<IncomingMessage>((resolve, reject) => outgoing.once('response', resolve).once('error', reject));
    await Promise.all([pipeline(request, outgoing), answered]);
    const answer = await answered;
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    await pipeline(answer, response);
  };
  const proxy = createServer((request, response) => void serve(request, response).catch(() => response.destroy()));
  const listening = await listenOnLoopback(proxy);
  return { url: `${listening.origin}${target.pathname}`, close: listening.close };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
