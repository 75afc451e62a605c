import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, createServer, request as sendRequest } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { HttpFault, HttpFaultRule, ProxiedRequest } from './http-fault.ts';
import { countBodyBytes } from './parts/count-body-bytes.ts';
import { FaultRules } from './parts/fault-rules.ts';
import { answerHead, writeHalf } from './parts/half-answer.ts';
import { HeldRequests } from './parts/held-requests.ts';
import { listenOnLoopback } from './parts/listen-on-loopback.ts';
import { numberHeader } from './parts/number-header.ts';

export interface HttpFaultProxy {
  /** The target's URL with this proxy's host and port in it. */
  readonly url: string;
  readonly port: number;
  /** Does a fault to every request that the rule matches; the answer takes the rule away. The first rule that matches wins. */
  addRule(rule: HttpFaultRule): () => void;
  clearRules(): void;
  requests(): readonly ProxiedRequest[];
  forgetRequests(): void;
  /** How many requests are held. */
  heldCount(): number;
  /** Gives the requests that are held to the target, in their order; answers the target's statuses. */
  deliverHeld(): Promise<readonly number[]>;
  /** Resets every open connection of clients. */
  killConnections(): void;
  close(): Promise<void>;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly record: MutableProxiedRequest;
  /** Resets the client's connection. */
  cut(): void;
}

interface MutableProxiedRequest extends ProxiedRequest {
  bytesForwarded: number;
  targetStatus: number | null;
  status: number | null;
  fault: HttpFault['kind'] | null;
}

const page = '<!doctype html><html><head><title>Welcome</title></head><body><p>Please sign in.</p></body></html>';

/** Ends with an error when the client goes away in the middle of its body. */
async function* limitedBody(exchange: Exchange, limitBytes: number): AsyncGenerator<Buffer> {
  let left = limitBytes;
  // Leaving this loop early must not destroy the request: its connection is cut, or kept silent, by the fault.
  for await (const chunk of exchange.request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    const part = chunk.subarray(0, left);
    exchange.record.bytesForwarded += part.length;
    left -= part.length;
    yield part;
    if (left === 0) return;
  }
}

function sameConnectionHeaders(message: IncomingMessage): string[] {
  const kept: string[] = [];
  for (let index = 0; index < message.rawHeaders.length; index += 2) {
    const name = message.rawHeaders[index] ?? '';
    if (/^(connection|keep-alive|transfer-encoding|expect)$/i.test(name)) continue;
    kept.push(name, message.rawHeaders[index + 1] ?? '');
  }
  return kept;
}

/** Forwards HTTP to `targetUrl` and does faults on the way. Keeps the client's Host, so that absolute Locations lead back here. */
export async function startHttpFaultProxy(targetUrl: string): Promise<HttpFaultProxy> {
  const target = new URL(targetUrl);
  const agent = new Agent({ keepAlive: true });
  const rules = new FaultRules();
  const recorded: ProxiedRequest[] = [];
  const cuts = new Set<() => void>();
  const held = new HeldRequests(target);

  const answer = (exchange: Exchange, status: number, headers: Readonly<Record<string, string>>, body: string) => {
    exchange.record.status = status;
    const length = { 'Content-Length': String(Buffer.byteLength(body)) };
    exchange.response.writeHead(status, { ...length, ...headers }).end(exchange.record.method === 'HEAD' ? undefined : body);
  };

  const drain = async (exchange: Exchange) => {
    for await (const _chunk of exchange.request);
  };

  /** Sends the request on; with a limit, both connections are reset when that many body bytes are through. */
  const forward = (exchange: Exchange, limitBytes: number | null): Promise<IncomingMessage> =>
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
      const body = limitedBody(exchange, limitBytes ?? Number.POSITIVE_INFINITY);
      if (limitBytes === null) {
        // The target may answer before the body is through; then the rest is its own affair.
        pipeline(body, outgoing).catch((error: Error) => outgoing.destroy(error));
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

  const pass = async (exchange: Exchange) => {
    const answered = await forward(exchange, null);
    const { response, record } = exchange;
    response.writeHead(answered.statusCode ?? 502, answered.statusMessage, sameConnectionHeaders(answered));
    await pipeline(answered, response);
    record.status = answered.statusCode ?? null;
  };

  const forwardPart = async (exchange: Exchange, limitBytes: number): Promise<() => void> => {
    try {
      await forward(exchange, limitBytes);
    } catch (error) {
      const outgoing = (error as { readonly outgoing?: { destroy(): void } }).outgoing;
      if (outgoing !== undefined) return () => outgoing.destroy();
      throw error;
    }
    return () => undefined;
  };

  const wholeAnswer = async (exchange: Exchange) => {
    const answered = await forward(exchange, null);
    const chunks: Buffer[] = [];
    for await (const chunk of answered as AsyncIterable<Buffer>) chunks.push(chunk);
    return { answered, body: Buffer.concat(chunks) };
  };

  const apply = async (exchange: Exchange, fault: HttpFault): Promise<void> => {
    switch (fault.kind) {
      case 'answer':
        if (fault.isEarly) exchange.request.resume();
        else await drain(exchange);
        return answer(exchange, fault.status, fault.headers ?? {}, fault.body ?? '');
      case 'html':
        await drain(exchange);
        return answer(exchange, 200, { 'Content-Type': 'text/html' }, page);
      case 'limit':
        exchange.request.resume();
        return answer(exchange, 413, { 'Content-Type': 'text/html' }, '<html><title>413 Request Entity Too Large</title></html>');
      case 'cut-request': {
        const cutTarget = await forwardPart(exchange, fault.afterBytes);
        cutTarget();
        return exchange.cut();
      }
      case 'stall-request': {
        const cutTarget = await forwardPart(exchange, fault.afterBytes ?? 0);
        exchange.request.pause();
        exchange.response.once('close', cutTarget);
        return;
      }
      case 'lose-answer':
        await wholeAnswer(exchange);
        return exchange.cut();
      case 'stall-answer':
        await wholeAnswer(exchange);
        return;
      case 'cut-answer': {
        const { answered, body } = await wholeAnswer(exchange);
        return writeHalf(exchange.request.socket, answerHead(answered), body);
      }
      case 'hold':
        await held.take(exchange.request);
        if (fault.cutsClient === true) exchange.cut();
        return;
      case 'reset':
        return exchange.cut();
    }
  };

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const bytesReceived = countBodyBytes(request);
    const record: MutableProxiedRequest = {
      number: recorded.length + 1,
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      contentLength: numberHeader(request.headers, 'content-length'),
      uploadOffset: numberHeader(request.headers, 'upload-offset'),
      contentRange: request.headers['content-range'] ?? null,
      get bytesReceived() {
        return bytesReceived();
      },
      bytesForwarded: 0,
      targetStatus: null,
      status: null,
      fault: null,
      startedAtMs: performance.now(),
    };
    recorded.push(record);
    const { socket } = request;
    const exchange: Exchange = { request, response, record, cut: () => socket.resetAndDestroy() };
    const fault = rules.faultFor(record);
    record.fault = fault?.kind ?? null;
    try {
      if (fault === null) await pass(exchange);
      else await apply(exchange, fault);
    } catch {
      // Whatever broke on one side is shown to the client as a broken connection.
      exchange.cut();
    }
  };

  const server = createServer((request, response) => void serve(request, response));
  server.on('connection', (socket) => {
    const cut = () => socket.resetAndDestroy();
    cuts.add(cut);
    socket.once('close', () => cuts.delete(cut));
  });
  const listening = await listenOnLoopback(server);
  return {
    url: `${target.protocol}//127.0.0.1:${listening.port}${target.pathname}`,
    port: listening.port,
    addRule: (rule) => rules.add(rule),
    clearRules: () => rules.clear(),
    requests: () => recorded,
    forgetRequests: () => {
      recorded.length = 0;
    },
    heldCount: () => held.count,
    deliverHeld: () => held.deliver(),
    killConnections: () => {
      for (const cut of cuts) cut();
    },
    close: async () => {
      await listening.close();
      agent.destroy();
    },
  };
}
