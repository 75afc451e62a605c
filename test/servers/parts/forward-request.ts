import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, request as sendRequest } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { HttpFault, ProxiedRequest } from '../http-fault.ts';
import { passBodyOn } from './pass-body-on.ts';

export interface MutableProxiedRequest extends ProxiedRequest {
  bytesForwarded: number;
  targetStatus: number | null;
  status: number | null;
  fault: HttpFault['kind'] | null;
  isSilent: boolean;
  isOver: boolean;
}

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly record: MutableProxiedRequest;
  /** Resets the client's connection. */
  cut(): void;
}

/** Makes another piece of a body of one that begins at `startByte`. */
export type ChangePiece = (piece: Buffer, startByte: number) => Buffer;

export interface WholeAnswer {
  readonly answered: IncomingMessage;
  readonly body: Buffer;
}

export interface Forwarder {
  /** The exchange as if there were no proxy. */
  pass(exchange: Exchange, pace?: () => Promise<void>, change?: ChangePiece): Promise<void>;
  /** Gives the target so many body bytes; the answer ends that connection. */
  forwardPart(exchange: Exchange, limitBytes: number): Promise<() => void>;
  /** Gives the target all, and its answer to the caller instead of the client. */
  wholeAnswer(exchange: Exchange): Promise<WholeAnswer>;
  close(): void;
}

/** Names and values in turn, without what belongs to one connection only. */
function sameConnectionHeaders(message: IncomingMessage): string[] {
  const kept: string[] = [];
  for (let index = 0; index < message.rawHeaders.length; index += 2) {
    const name = message.rawHeaders[index] ?? '';
    if (/^(connection|keep-alive|transfer-encoding|expect)$/i.test(name)) continue;
    kept.push(name, message.rawHeaders[index + 1] ?? '');
  }
  return kept;
}

/** Ends with an error when the client goes away in the middle of its body. `pace` is waited for after every piece. */
async function* limitedBody(
  exchange: Exchange,
  limitBytes: number,
  pace?: () => Promise<void>,
  change: ChangePiece = (piece) => piece,
): AsyncGenerator<Buffer> {
  let left = limitBytes;
  // Leaving this loop early must not destroy the request: its connection is cut, or kept silent, by the fault.
  for await (const chunk of exchange.request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    const part = chunk.subarray(0, left);
    const startByte = exchange.record.bytesForwarded;
    exchange.record.bytesForwarded += part.length;
    left -= part.length;
    yield change(part, startByte);
    if (left === 0) return;
    await pace?.();
  }
}

/** Sends requests on to `target`. */
export function createForwarder(target: URL): Forwarder {
  const agent = new Agent({ keepAlive: true });

  /** With a limit, it rejects with the open request when that many body bytes are through. */
  const forward = (
    exchange: Exchange,
    limitBytes: number | null,
    pace?: () => Promise<void>,
    change?: ChangePiece,
  ): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const { request, record } = exchange;
      const headers = sameConnectionHeaders(request);
      if (request.headers['transfer-encoding'] !== undefined) headers.push('Transfer-Encoding', 'chunked');
      const outgoing = sendRequest(
        { host: target.hostname, port: target.port, method: record.method, path: record.path, headers, agent, setDefaultHeaders: false },
        (answered) => {
          record.targetStatus = answered.statusCode ?? null;
          resolve(answered);
        },
      );
      outgoing.on('error', reject);
      const body = limitedBody(exchange, limitBytes ?? Number.POSITIVE_INFINITY, pace, change);
      if (limitBytes === null) {
        // The target may answer before the body is through; then the rest is its own affair.
        passBodyOn(body, outgoing).catch((error: Error) => outgoing.destroy(error));
        return;
      }
      const feed = async () => {
        outgoing.flushHeaders();
        if (limitBytes > 0) for await (const part of body) await new Promise<void>((sent) => outgoing.write(part, () => sent()));
      };
      feed().then(
        () => reject(Object.assign(new Error('the limit is reached'), { outgoing })),
        (error: Error) => outgoing.destroy(error),
      );
    });

  return {
    pass: async (exchange, pace, change) => {
      const answered = await forward(exchange, null, pace, change);
      const { response, record } = exchange;
      response.writeHead(answered.statusCode ?? 502, answered.statusMessage, sameConnectionHeaders(answered));
      await pipeline(answered, response);
      record.status = answered.statusCode ?? null;
    },
    forwardPart: async (exchange, limitBytes) => {
      try {
        await forward(exchange, limitBytes);
      } catch (error) {
        const outgoing = (error as { readonly outgoing?: { destroy(): void } }).outgoing;
        if (outgoing !== undefined) return () => outgoing.destroy();
        throw error;
      }
      return () => undefined;
    },
    wholeAnswer: async (exchange) => {
      const answered = await forward(exchange, null);
      const chunks: Buffer[] = [];
      for await (const chunk of answered as AsyncIterable<Buffer>) chunks.push(chunk);
      return { answered, body: Buffer.concat(chunks) };
    },
    close: () => agent.destroy(),
  };
}
