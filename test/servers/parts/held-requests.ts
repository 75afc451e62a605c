import type { IncomingMessage } from 'node:http';
import { request as sendRequest } from 'node:http';

/** Reads a request to its end, or to where its client goes away. What comes back gives it to the target. */
async function holdRequest(request: IncomingMessage, target: URL): Promise<() => Promise<number>> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  } catch {
    // The client is gone: what it had sent is still on its way.
  }
  const body = Buffer.concat(chunks);
  const announcedBytes = Number(request.headers['content-length'] ?? body.length);
  const { connection: _connection, expect: _expect, ...headers } = request.headers;
  return () =>
    new Promise((resolve, reject) => {
      const { method, url: path } = request;
      const sent = sendRequest({ host: target.hostname, port: target.port, method, path, headers, agent: false }, (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
        answer.on('error', () => resolve(answer.statusCode ?? 0));
      });
      // A target that hears only a part of what was announced, and then the end, often answers nothing.
      sent.on('error', (error) => (body.length < announcedBytes ? resolve(0) : reject(error)));
      if (body.length >= announcedBytes) sent.end(body);
      else sent.write(body, () => setTimeout(() => sent.destroy(), 50));
    });
}

/** Requests that are on their way for as long as a test likes. */
export class HeldRequests {
  readonly #target: URL;
  #deliveries: (() => Promise<number>)[] = [];

  constructor(target: URL) {
    this.#target = target;
  }

  /** Resolves when all that comes of it is there. */
  async take(request: IncomingMessage): Promise<void> {
    this.#deliveries.push(await holdRequest(request, this.#target));
  }

  /** Gives them to the target in their order; answers its statuses, 0 for none. */
  async deliver(): Promise<readonly number[]> {
    const deliveries = this.#deliveries;
    this.#deliveries = [];
    const statuses: number[] = [];
    for (const deliver of deliveries) statuses.push(await deliver());
    return statuses;
  }
}
