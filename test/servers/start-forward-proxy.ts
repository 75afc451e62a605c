import type { IncomingMessage } from 'node:http';
import { createServer, request as httpRequest } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';

export interface ForwardProxyOptions {
  /** `user:password` that it wants; left out: it asks nobody. */
  readonly signIn?: string;
  /** What it says in place of a tunnel or an answer of its own. */
  readonly refuses?: number;
  /** In place of `Basic`. */
  readonly scheme?: string;
  readonly certificate?: { readonly key: string; readonly cert: string };
}

export interface ForwardProxy {
  readonly url: string;
  /** `CONNECT host:port` and `PUT http://…`, in the order in which they came, refused ones as well. */
  readonly seen: readonly string[];
  close(): Promise<void>;
}

/** A real proxy on loopback: tunnels by CONNECT, and requests that name the whole address (RFC 9110 §9.3.6, RFC 9112 §3.2.2). */
export async function startForwardProxy(options: ForwardProxyOptions = {}): Promise<ForwardProxy> {
  const { signIn, refuses, scheme = 'Basic realm="proxy"', certificate } = options;
  const seen: string[] = [];
  const wanted = signIn === undefined ? undefined : `Basic ${Buffer.from(signIn).toString('base64')}`;
  const refusalOf = (request: IncomingMessage): number | null => {
    seen.push(`${request.method} ${request.url}`);
    if (refuses !== undefined) return refuses;
    return wanted === undefined || request.headers['proxy-authorization'] === wanted ? null : 407;
  };

  const server = certificate === undefined ? createServer() : createTlsServer(certificate);
  server.on('request', (request: IncomingMessage, response) => {
    const refusal = refusalOf(request);
    if (refusal !== null) {
      response.writeHead(refusal, refusal === 407 ? { 'Proxy-Authenticate': scheme, Connection: 'close' } : {}).end();
      return;
    }
    const { 'proxy-authorization': _secret, ...passed } = request.headers;
    const onward = httpRequest(request.url ?? '', { method: request.method, headers: passed }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end());
    request.pipe(onward);
  });
  server.on('connect', (request: IncomingMessage, socket, head: Buffer) => {
    const refusal = refusalOf(request);
    socket.on('error', () => undefined);
    if (refusal !== null) {
      socket.end(`HTTP/1.1 ${refusal} No\r\n${refusal === 407 ? `Proxy-Authenticate: ${scheme}\r\n` : ''}Content-Length: 0\r\n\r\n`);
      return;
    }
    const target = new URL(`http://${request.url}`);
    const onward = connect(Number(target.port), target.hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.write(head);
      onward.pipe(socket);
      socket.pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('close', () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
