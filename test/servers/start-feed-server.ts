import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface FeedServer {
  readonly url: string;
  /** What each path answers; what is not there is 404. */
  readonly files: Map<string, Buffer | string>;
  /** Path and headers of every request, in order. */
  readonly seen: { readonly path: string; readonly headers: Readonly<Record<string, unknown>> }[];
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
    if (body === undefined) response.writeHead(404).end();
    else response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `${certificate === null ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    files,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
