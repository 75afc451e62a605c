import { Buffer } from 'node:buffer';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { classifySystemError } from '../../errors/classify-system-error.ts';
import { UploadError } from '../../errors/upload-error.ts';
import { AnswerBody } from './answer-body.ts';
import { writeBody } from './body-writer.ts';
import type { ContinueQuestion } from './continue-question.ts';
import { endConnection } from './end-connection.ts';
import type { ExchangeParts } from './exchange-parts.ts';
import { headersOf } from './headers-of.ts';
import type { HttpAnswer } from './http-answer.ts';
import type { HttpBody } from './http-request.ts';
import { httpRequest, httpsRequest } from './node-http.ts';
import type { Watched } from './stall-watch.ts';

/** How long a server may think about `Expect: 100-continue` (RFC 9110 §10.1.1 leaves it to us; curl waits as long). */
const continueWaitMs = 1_000;

/**
 * One request and its answer. Rejects with `UploadError`, or with the signal's reason as soon as it aborts.
 * An answer that refuses ends the sending at once, and so does a success that may come early.
 */
export function exchange(parts: ExchangeParts): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    if (parts.signal.aborted) reject(parts.signal.reason);
    else new HttpExchange(parts, resolve, reject).begin();
  });
}

class HttpExchange {
  readonly #parts: ExchangeParts;
  readonly #resolve: (answer: HttpAnswer) => void;
  readonly #reject: (error: unknown) => void;
  readonly #request: ClientRequest;
  readonly #watched: Watched;
  readonly #sending: AbortController | null; // Of a body that streams: aborts when no more of it is wanted, whatever the reason.
  #response: IncomingMessage | null = null;
  #isSettled = false;
  #isConnected = false;
  #isBodyOut = false;
  #connectedMs = 0;
  #bytesTaken = 0;
  #cancelContinueTimer: (() => void) | null = null;

  constructor(parts: ExchangeParts, resolve: (answer: HttpAnswer) => void, reject: (error: unknown) => void) {
    this.#parts = parts;
    this.#resolve = resolve;
    this.#reject = reject;
    const { url, body } = parts;
    this.#sending = body === null || Buffer.isBuffer(body) ? null : new AbortController();
    this.#request = (url.protocol === 'https:' ? httpsRequest : httpRequest)({
      agent: parts.agent,
      method: parts.method,
      hostname: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port === '' ? undefined : url.port,
      path: `${parts.viaProxy === null ? '' : url.origin}${url.pathname}${url.search}`,
      headers: headersOf(parts),
    });
    this.#watched = parts.stallWatch.watch(
      parts.stallTimeoutMs,
      () => this.#fail(this.#silence()),
      () => this.#request.socket?.bytesRead ?? 0,
    );
  }

  begin(): void {
    const request = this.#request;
    this.#parts.signal.addEventListener('abort', this.#onAbort, { once: true });
    request.on('socket', (socket) => this.#onSocket(socket));
    request.on('error', (error) => this.#onError(error));
    request.on('response', (response) => this.#onResponse(response));
    const { body, continueQuestion } = this.#parts;
    if (body === null) {
      request.end();
      this.#bodyIsOut();
    } else if (Buffer.isBuffer(body)) {
      request.end(body, () => {
        if (!this.#isSettled) this.#parts.onBytesSent(body.byteLength);
      });
      this.#bodyIsOut();
    } else if (continueQuestion === null) {
      this.#stream(body);
    } else {
      this.#ask(body, continueQuestion);
    }
  }

  readonly #onAbort = (): void => this.#fail(this.#parts.signal.reason);

  #silence(): UploadError {
    const host = this.#parts.url.host;
    if (this.#isConnected) {
      this.#parts.pace.forget();
      return new UploadError('stalled', { details: { host } });
    }
    return new UploadError('timed-out', { details: { host, reason: 'connect' }, failureClass: 'unreachable' });
  }

  #ask(body: HttpBody, question: ContinueQuestion): void {
    let isStarted = false;
    const start = (): void => {
      this.#cancelContinueTimer?.();
      if (isStarted) return;
      isStarted = true;
      this.#stream(body);
    };
    this.#request.on('continue', () => {
      this.#watched.touch();
      start();
    });
    this.#cancelContinueTimer = this.#parts.clock.setTimer(() => {
      // A connection that is still being made, or waits for its turn, has not been asked yet.
      if (this.#isConnected) question.ignored();
      start();
    }, continueWaitMs);
    this.#request.flushHeaders();
  }

  #stream(body: HttpBody): void {
    const sending = this.#sending?.signal;
    if (sending === undefined || sending.aborted) return;
    writeBody({
      request: this.#request,
      body,
      clock: this.#parts.clock,
      watched: this.#watched,
      silenceMs: (bytesTaken) => this.#parts.stallTimeoutMs + this.#parts.pace.betweenMs(bytesTaken, this.#sendingMs()),
      signal: sending,
      onBytesSent: (bytesSent) => {
        this.#bytesTaken = bytesSent;
        if (!sending.aborted) this.#parts.onBytesSent(bytesSent);
      },
    }).then(
      () => this.#bodyIsOut(),
      (error: unknown) => {
        if (!sending.aborted) this.#fail(classifySystemError(error));
      },
    );
  }

  /** Milliseconds since there is a connection. */
  #sendingMs(): number {
    return this.#parts.clock.monotonicNow() - this.#connectedMs;
  }

  #bodyIsOut(): void {
    if (this.#isSettled) return;
    this.#isBodyOut = true;
    this.#awaitAnswer();
  }

  #connected(): void {
    this.#isConnected = true;
    this.#connectedMs = this.#parts.clock.monotonicNow();
    this.#watched.touch();
    this.#awaitAnswer();
  }

  /** A server may think about its answer for longer than a network may be silent; a connection that is not made yet may not. */
  #awaitAnswer(): void {
    if (!this.#isBodyOut || !this.#isConnected || this.#isSettled) return;
    const { stallTimeoutMs, answerTimeoutMs, body, pace } = this.#parts;
    this.#watched.allow(Math.max(stallTimeoutMs, answerTimeoutMs + pace.restMs(body?.length ?? 0, this.#sendingMs())));
  }

  #onSocket(socket: Socket): void {
    this.#watched.touch();
    if (!socket.connecting) this.#connected();
    else socket.once(this.#parts.url.protocol === 'https:' ? 'secureConnect' : 'connect', () => this.#connected());
  }

  #onError(error: Error): void {
    // Once the answer has begun its own events tell the rest, which may still say why.
    if (this.#isSettled || this.#response !== null) return;
    const classified = classifySystemError(error, { host: this.#parts.url.host });
    if (this.#request.reusedSocket && classified.code === 'connection-lost') this.#parts.onStaleConnection();
    this.#fail(classified);
  }

  #onResponse(response: IncomingMessage): void {
    this.#response = response;
    const status = response.statusCode ?? 0;
    const host = this.#parts.url.host;
    const { mostAnswerBytes, onAnswerChunk } = this.#parts;
    const body = new AnswerBody(mostAnswerBytes, status >= 200 && status <= 299 ? onAnswerChunk : null);
    const onCut = (): void => {
      if (response.complete) return;
      // The status says enough of a refusal; a success must be read to its end.
      if (status >= 400) this.#answered(response, body, false);
      else this.#fail(new UploadError('connection-lost', { details: { host, httpStatus: status, reason: 'half-answer' } }));
    };
    response.on('error', onCut);
    response.on('close', onCut);
    this.#cancelContinueTimer?.();
    if (!this.#isBodyOut && status >= 200 && status <= 299 && !this.#parts.takesEarlySuccess) {
      this.#fail(new UploadError('unexpected-answer', { details: { host, httpStatus: status, reason: 'early-success' } }));
      return;
    }
    if (!this.#isBodyOut) this.#sending?.abort(new Error('answered early'));
    else if (status <= 299) this.#parts.pace.arrived(this.#bytesTaken, this.#sendingMs());
    this.#watched.touch();
    response.on('data', (chunk: Buffer) => {
      this.#watched.touch();
      if (!this.#isSettled && !body.take(chunk)) this.#answered(response, body, false);
    });
    response.on('end', () => {
      if (response.complete) this.#answered(response, body, true);
    });
  }

  #answered(response: IncomingMessage, body: AnswerBody, isWhole: boolean): void {
    if (!this.#settle()) return;
    // Neither a half-sent request nor a half-read answer leaves a connection that can be used again.
    if (!this.#isBodyOut || !isWhole) this.#request.destroy();
    const status = response.statusCode ?? 0;
    this.#resolve({ status, headers: response.headers, body: body.bytes(), url: this.#parts.url });
  }

  #fail(error: unknown): void {
    if (!this.#settle()) return;
    endConnection(this.#request);
    this.#sending?.abort(error);
    this.#reject(error);
  }

  /** True for the one that comes first. */
  #settle(): boolean {
    if (this.#isSettled) return false;
    this.#isSettled = true;
    this.#watched.stop();
    this.#cancelContinueTimer?.();
    this.#parts.signal.removeEventListener('abort', this.#onAbort);
    return true;
  }
}
