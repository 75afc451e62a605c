import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { HttpFault, HttpFaultRule, ProxiedRequest } from './http-fault.ts';
import { countBodyBytes } from './parts/count-body-bytes.ts';
import { FaultRules } from './parts/fault-rules.ts';
import { flippedAt } from './parts/flipped-at.ts';
import type { Exchange, MutableProxiedRequest } from './parts/forward-request.ts';
import { createForwarder } from './parts/forward-request.ts';
import { answerHead, writeHalf } from './parts/half-answer.ts';
import { HeldRequests } from './parts/held-requests.ts';
import { listenOnLoopback } from './parts/listen-on-loopback.ts';
import { numberHeader } from './parts/number-header.ts';

/** PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export interface HttpFaultProxy {
  /** The target's URL with this proxy's host and port in it. */
  readonly url: string;
  readonly port: number;
  /** From the next connection on; only where it began with one. */
  setCertificate(certificate: Certificate): void;
  /** Does a fault to every request that the rule matches; the answer takes the rule away. The first rule that matches wins. */
  addRule(rule: HttpFaultRule): () => void;
  clearRules(): void;
  requests(): readonly ProxiedRequest[];
  forgetRequests(): void;
  /** Gives the requests that are held to the target, in their order; answers the target's statuses. */
  deliverHeld(): Promise<readonly number[]>;
  /** Resets every open connection of clients. */
  killConnections(): void;
  close(): Promise<void>;
}

const page = '<!doctype html><html><head><title>Welcome</title></head><body><p>Please sign in.</p></body></html>';

/** Forwards HTTP to `targetUrl`, over TLS to this proxy where it has a certificate, and does faults on the way. Keeps the client's Host, so that absolute Locations lead back here. */
export async function startHttpFaultProxy(targetUrl: string, certificate: Certificate | null = null): Promise<HttpFaultProxy> {
  const target = new URL(targetUrl);
  const forwarder = createForwarder(target);
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

  const apply = async (exchange: Exchange, fault: HttpFault): Promise<void> => {
    switch (fault.kind) {
      case 'answer':
        if (fault.isEarly) exchange.request.resume();
        else await drain(exchange);
        return answer(
          exchange,
          fault.status,
          typeof fault.headers === 'function' ? fault.headers() : (fault.headers ?? {}),
          fault.body ?? '',
        );
      case 'html':
        await drain(exchange);
        return answer(exchange, 200, { 'Content-Type': 'text/html' }, page);
      case 'limit':
        exchange.request.resume();
        return answer(exchange, 413, { 'Content-Type': 'text/html' }, '<html><title>413 Request Entity Too Large</title></html>');
      case 'cut-request': {
        const { afterBytes } = fault;
        const limitBytes = typeof afterBytes === 'number' ? afterBytes : afterBytes(exchange.record);
        const cutTarget = await forwarder.forwardPart(exchange, limitBytes);
        cutTarget();
        return exchange.cut();
      }
      case 'stall-request': {
        const cutTarget = await forwarder.forwardPart(exchange, fault.afterBytes ?? 0);
        exchange.record.isSilent = true;
        exchange.request.pause();
        exchange.response.once('close', cutTarget);
        return;
      }
      case 'lose-answer':
        await forwarder.wholeAnswer(exchange);
        return exchange.cut();
      case 'stall-answer':
        await forwarder.wholeAnswer(exchange);
        exchange.record.isSilent = true;
        return;
      case 'change-answer': {
        const { answered, body } = await forwarder.wholeAnswer(exchange);
        const { 'transfer-encoding': _chunked, connection: _connection, 'keep-alive': _keepAlive, ...headers } = answered.headers;
        const changed = Object.entries(fault.headers(exchange.record)).map(([name, value]) => [name.toLowerCase(), value] as const);
        exchange.record.status = answered.statusCode ?? null;
        exchange.record.isSilent = true;
        exchange.response.writeHead(answered.statusCode ?? 502, { ...headers, ...Object.fromEntries(changed) });
        return void exchange.response.end(body);
      }
      case 'drip-request':
        return await forwarder.pass(exchange, async () => {
          exchange.record.isSilent = true;
          await fault.pace();
          exchange.record.isSilent = false;
        });
      case 'flip-bit':
        return await forwarder.pass(exchange, undefined, flippedAt(fault.atByte));
      case 'drip-answer': {
        const { answered, body } = await forwarder.wholeAnswer(exchange);
        const head = `${answerHead(answered).toString('latin1')}\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`;
        exchange.record.isSilent = true;
        const bytes = Buffer.concat([Buffer.from(head, 'latin1'), body]);
        for (let start = 0; start < bytes.length; start += fault.stepBytes) {
          if (exchange.request.socket.destroyed) return;
          exchange.request.socket.write(bytes.subarray(start, start + fault.stepBytes));
          await fault.pace();
        }
        exchange.record.status = answered.statusCode ?? null;
        return void exchange.request.socket.end();
      }
      case 'cut-answer': {
        const { answered, body } = await forwarder.wholeAnswer(exchange);
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
      isSilent: false,
      isOver: false,
      startedAtMs: performance.now(),
    };
    recorded.push(record);
    response.once('close', () => {
      record.isOver = true;
    });
    const { socket } = request;
    const exchange: Exchange = { request, response, record, cut: () => socket.resetAndDestroy() };
    const fault = rules.faultFor(record);
    record.fault = fault?.kind ?? null;
    try {
      if (fault === null) await forwarder.pass(exchange);
      else await apply(exchange, fault);
    } catch {
      // Whatever broke on one side is shown to the client as a broken connection.
      exchange.cut();
    }
  };

  const listener = (request: IncomingMessage, response: ServerResponse) => void serve(request, response);
  const secure = certificate === null ? null : createSecureServer(certificate, listener);
  const server = secure ?? createServer(listener);
  server.on('connection', (socket) => {
    const cut = () => socket.resetAndDestroy();
    cuts.add(cut);
    socket.once('close', () => cuts.delete(cut));
  });
  const listening = await listenOnLoopback(server);
  return {
    url: `${secure === null ? target.protocol : 'https:'}//127.0.0.1:${listening.port}${target.pathname}`,
    port: listening.port,
    setCertificate: (renewed) => secure?.setSecureContext(renewed),
    addRule: (rule) => rules.add(rule),
    clearRules: () => rules.clear(),
    requests: () => recorded,
    forgetRequests: () => {
      recorded.length = 0;
    },
    deliverHeld: () => held.deliver(),
    killConnections: () => {
      for (const cut of cuts) cut();
    },
    close: async () => {
      await listening.close();
      forwarder.close();
    },
  };
}
