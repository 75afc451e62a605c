import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request as sendRequest } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { listenOnLoopback } from './parts/listen-on-loopback.ts';

/** Makes of a server one that does not tell capital letters from small ones, as on Windows and macOS: every name reaches it in small letters. */
export async function startCaseBlindProxy(targetUrl: string): Promise<{ readonly url: string; close(): Promise<void> }> {
  const target = new URL(targetUrl);
  const small = (path: string): string => encodeURI(decodeURI(path).toLowerCase());
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { destination, ...headers } = request.headers;
    const outgoing = sendRequest({
      host: target.hostname,
      port: target.port,
      method: request.method ?? '',
      path: small(request.url ?? '/'),
      headers: typeof destination === 'string' ? { ...headers, destination: small(destination) } : headers,
    });
    const answered = new Promise<IncomingMessage>((resolve, reject) => outgoing.once('response', resolve).once('error', reject));
    await Promise.all([pipeline(request, outgoing), answered]);
    const answer = await answered;
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    await pipeline(answer, response);
  };
  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()));
  const listening = await listenOnLoopback(server);
  return { url: `${listening.origin}${target.pathname}`, close: listening.close };
}
