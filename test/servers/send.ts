import type { IncomingHttpHeaders } from 'node:http';
import { request as sendRequest } from 'node:http';

export interface SentAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ToSend {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly body?: Buffer | string;
  /** Cuts the connection after this many bytes of the body are written. */
  readonly cutAfterBytes?: number;
}

/** One request over a connection of its own; rejects when the connection breaks before the whole answer is there. */
export function send(toSend: ToSend): Promise<SentAnswer> {
  return new Promise((resolve, reject) => {
    const body = Buffer.from(toSend.body ?? '');
    const length = toSend.body === undefined && toSend.method !== 'POST' ? {} : { 'Content-Length': body.length };
    const outgoing = sendRequest(
      toSend.url,
      { method: toSend.method, headers: { ...length, ...toSend.headers }, agent: false },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() }),
        );
      },
    );
    outgoing.on('error', reject);
    if (toSend.cutAfterBytes === undefined) outgoing.end(body);
    else outgoing.write(body.subarray(0, toSend.cutAfterBytes), () => setImmediate(() => outgoing.destroy(new Error('cut by the client'))));
  });
}
