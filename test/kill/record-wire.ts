import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { Agent, createServer, request as sendRequest } from 'node:http';
import { listenOnLoopback } from '../servers/parts/listen-on-loopback.ts';
import { passBodyOn } from '../servers/parts/pass-body-on.ts';

/** One request as it went over the wire; the numbers grow while it runs. */
export interface WireRequest {
  readonly method: string;
  /** Percent-encoded path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Which start of the client it belongs to, counted from 0. */
  readonly run: number;
  /** Body bytes that came from the client. */
  readonly bytes: number;
  /** What the server answered, whether or not the client lived to read it; null when it did not. */
  readonly answer: { readonly status: number; readonly headers: IncomingHttpHeaders } | null;
  /** Milliseconds since the recorder began. */
  readonly beganAtMs: number;
  /** When the server answered, or the client was gone before it did; null as long as neither. */
  readonly endedAtMs: number | null;
}

export interface WireRecorder {
  /** The target's URL with this recorder's port in it. */
  readonly url: string;
  requests(): readonly WireRequest[];
  /** From now on requests belong to the next start of the client. */
  nextRun(): void;
  /** Called at every chunk of a body and at every answer; the answer of this function ends it. */
  onMove(listener: (request: WireRequest) => void): () => void;
  close(): Promise<void>;
}

interface MutableRequest extends WireRequest {
  bytes: number;
  answer: WireRequest['answer'];
  endedAtMs: number | null;
}

/** A proxy in front of an HTTP server that writes down what passes. A client that dies takes its connection to the server with it. */
export async function recordWire(targetUrl: string): Promise<WireRecorder> {
  const target = new URL(targetUrl);
  const agent = new Agent({ keepAlive: true });
  const recorded: MutableRequest[] = [];
  const listeners = new Set<(request: WireRequest) => void>();
  const startedAt = performance.now();
  const sinceStart = (): number => Math.round((performance.now() - startedAt) * 10) / 10;
  let run = 0;

  const moved = (request: WireRequest): void => {
    for (const listener of [...listeners]) listener(request);
  };

  async function* counted(incoming: IncomingMessage, request: MutableRequest): AsyncGenerator<Buffer> {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      request.bytes += chunk.byteLength;
      moved(request);
      yield chunk;
    }
  }

  const serve = (incoming: IncomingMessage, response: ServerResponse): void => {
    const made: MutableRequest = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
      run,
      bytes: 0,
      answer: null,
      beganAtMs: sinceStart(),
      endedAtMs: null,
    };
    recorded.push(made);
    const { expect: _expect, connection: _connection, ...headers } = incoming.headers;
    const outgoing = sendRequest(
      { host: target.hostname, port: target.port, method: made.method, path: made.path, headers, agent },
      (answered) => {
        made.answer = { status: answered.statusCode ?? 0, headers: answered.headers };
        made.endedAtMs = sinceStart();
        moved(made);
        const { connection: _hop, 'keep-alive': _keepAlive, 'transfer-encoding': _encoding, ...kept } = answered.headers;
        response.writeHead(made.answer.status, kept);
        answered.on('error', () => response.destroy());
        answered.pipe(response);
      },
    );
    // Swift sends the end of a chunked body after an answer to HEAD, which has none: the answer is whole all the same.
    outgoing.on('error', () => {
      if (made.answer === null) response.destroy();
    });
    response.on('close', () => {
      made.endedAtMs ??= sinceStart();
      if (!response.writableFinished) outgoing.destroy();
    });
    passBodyOn(counted(incoming, made), outgoing).catch(() => outgoing.destroy());
  };

  const server = createServer(serve);
  const listening = await listenOnLoopback(server);
  return {
    url: `${target.protocol}//127.0.0.1:${listening.port}${target.pathname}`,
    requests: () => recorded,
    nextRun: () => {
      run += 1;
    },
    onMove: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      await listening.close();
      agent.destroy();
    },
  };
}
