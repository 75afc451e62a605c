import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request as sendRequest } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { listenOnLoopback } from './listen-on-loopback.ts';

export interface PathProxy {
  /** Of what `targetUrl` is behind it. */
  readonly url: string;
  close(): Promise<void>;
}

/** Passes requests on to a server under other paths, also that of `Destination`; `pathOf`: the path for one that was asked for. */
export async function startPathProxy(targetUrl: string, pathOf: (path: string) => string): Promise<PathProxy> {
  const target = new URL(targetUrl);
  const addressOf = (destination: string): string => {
    const { origin, pathname } = new URL(destination, target);
    return origin + pathOf(pathname);
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { destination, ...headers } = request.headers;
    const outgoing = sendRequest({
      host: target.hostname,
      port: target.port,
      method: request.method ?? '',
      path: pathOf(request.url ?? '/'),
      headers: typeof destination === 'string' ? { ...headers, destination: addressOf(destination) } : headers,
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
