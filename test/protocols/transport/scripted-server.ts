import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { onTestFinished } from 'vitest';
import { listenOnLoopback } from '../../servers/parts/listen-on-loopback.ts';

export interface ScriptedServer {
  readonly url: string;
  /** Method, path and body bytes of every request so far. */
  readonly seen: { readonly method: string; readonly path: string; readonly headers: IncomingMessage['headers']; bytes: number }[];
}

/** An HTTP server for one test, with its answers as code. `100 Continue` is left to the listener when `ignoresExpect`. */
export async function scriptedServer(
  answer: (request: IncomingMessage, response: ServerResponse, number: number) => void,
  options: { readonly ignoresExpect?: boolean; readonly readsBody?: boolean } = {},
): Promise<ScriptedServer> {
  const seen: ScriptedServer['seen'] = [];
  const listener: RequestListener = (request, response) => {
    const entry = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, bytes: 0 };
    seen.push(entry);
    if (options.readsBody !== false) {
      request.on('data', (chunk: Buffer) => {
        entry.bytes += chunk.byteLength;
      });
    }
    request.on('error', () => undefined);
    answer(request, response, seen.length);
  };
  const server = createServer(listener);
  if (options.ignoresExpect === true) server.on('checkContinue', listener);
  const listening = await listenOnLoopback(server);
  onTestFinished(() => listening.close());
  return { url: `${listening.origin}/`, seen };
}

/** A TCP server for one test that answers whatever comes with `onConnection`. */
export async function scriptedSocket(onConnection: (socket: Socket, number: number) => void): Promise<{ readonly port: number }> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket, sockets.size);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const address = server.address();
  return { port: typeof address === 'object' && address !== null ? address.port : 0 };
}
