import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface FeedServer {
  readonly url: string;
  /** What each path answers; what is not there is 404. */
  readonly files: Map<string, Buffer | string>;
  /** Path and headers of every request, in order. */
  readonly seen: { readonly path: string; readonly headers: Readonly<Record<string, unknown>> }[];
  /** Paths of answers that were cut off before their end. */
  readonly cut: string[];
  /** What it makes of a wish for a part of a file: some servers know none, and send all of it; 416: there is no such part. */
  ranges: 'answered' | 'unknown' | 416;
  close(): Promise<void>;
}

/** A server of updates on loopback. */
export async function startFeedServer(certificate: { readonly key: string; readonly cert: string } | null = null): Promise<FeedServer> {
  const files: FeedServer['files'] = new Map();
  const seen: FeedServer['seen'] = [];
  const server = certificate === null ? createServer() : createTlsServer(certificate);
  server.on('request', (request, response) => {
    const path = new URL(request.url ?? '/', 'http://feed.test').pathname;
    seen.push({ path, headers: request.headers });
    const body = files.get(path);
    response.on('close', () => {
      if (!response.writableFinished) feed.cut.push(path);
    });
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1]);
    if (body === undefined) response.writeHead(404).end();
    else if (Number.isNaN(from) || feed.ranges === 'unknown') response.end(body);
    else if (feed.ranges === 416) response.writeHead(416).end();
    else response.writeHead(206, { 'content-range': `bytes ${from}-${body.length - 1}/${body.length}` }).end(body.slice(from));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const feed: FeedServer = {
    url: `${certificate === null ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    ...{ files, seen, cut: [], ranges: 'answered' },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return feed;
}
