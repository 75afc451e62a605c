import type { Buffer } from 'node:buffer';
import { classifySystemError } from '../../../errors/classify-system-error.ts';
import { UploadError } from '../../../errors/upload-error.ts';
import { AnswerBody } from '../answer-body.ts';
import type { CommonParts } from '../exchange-parts.ts';
import type { HttpAnswer } from '../http-answer.ts';
import type { Watched } from '../stall-watch.ts';
import type { AnswerHead } from './answer-head.ts';
import { AnswerParser } from './answer-parser.ts';
import type { ConnectionPool } from './connection-pool.ts';
import { hungUp } from './hung-up.ts';
import type { ConnectionHolder, KeptConnection } from './kept-connection.ts';

/** What one request needs that is all there before it begins. */
export interface BriefParts {
  readonly common: CommonParts;
  readonly pool: ConnectionPool;
  /** With the empty line that ends it, in Latin-1. */
  readonly head: string;
  readonly body: Buffer | null;
}

/** A server that keeps a connection for so long is to find it closed by us before it closes it itself: a request may be on its way then. */
const aheadOfServerMs = 1_000;

/**
 * One request that goes out in one write, and its answer: for each of thousands of small files, Node's own client takes more time than the network.
 * Resolves and rejects as `exchange` does.
 */
export function briefExchange(parts: BriefParts): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const { signal } = parts.common;
    if (signal.aborted) reject(signal.reason);
    else new BriefExchange(parts, resolve, reject).begin();
  });
}

class BriefExchange implements ConnectionHolder {
  readonly #parts: BriefParts;
  readonly #resolve: (answer: HttpAnswer) => void;
  readonly #reject: (error: unknown) => void;
  readonly #watched: Watched;
  readonly #body: AnswerBody;
  readonly #parser: AnswerParser;
  #connection: KeptConnection | null = null;
  #isSettled = false;
  #isReused = false;
  #isConnected = false;
  #hasBytes = false;

  constructor(parts: BriefParts, resolve: (answer: HttpAnswer) => void, reject: (error: unknown) => void) {
    this.#parts = parts;
    this.#resolve = resolve;
    this.#reject = reject;
    const { common } = parts;
    this.#body = new AnswerBody(common.mostAnswerBytes, null);
    this.#parser = new AnswerParser(common.method === 'HEAD', this.#body);
    this.#watched = common.stallWatch.watch(common.stallTimeoutMs, () => this.#fail(this.#silence()));
  }

  begin(): void {
    this.#parts.common.signal.addEventListener('abort', this.#onAbort);
    this.#parts.pool.take(this);
  }

  onGiven(connection: KeptConnection): void {
    this.#connection = connection;
    this.#isReused = connection.isReady;
    if (connection.isReady) this.onConnected();
    else this.#watched.touch();
  }

  onConnected(): void {
    this.#isConnected = true;
    const { common, head, body } = this.#parts;
    // A server may think about its answer for longer than a network may be silent.
    const restMs = common.pace.restMs(body?.byteLength ?? 0, 0);
    this.#watched.allow(Math.max(common.stallTimeoutMs, common.answerTimeoutMs + restMs));
    this.#connection?.send(head, body);
  }

  onSent(): void {
    const { body, common } = this.#parts;
    if (body !== null) common.onBytesSent(body.byteLength);
  }

  onBytes(bytes: Buffer): void {
    this.#hasBytes = true;
    this.#watched.touch();
    const parser = this.#parser;
    try {
      parser.take(bytes);
    } catch (error) {
      this.#broke(error);
      return;
    }
    if (parser.head !== null && (parser.isWhole || parser.isEnough)) this.#answered(parser.head);
  }

  onClosed(): void {
    this.#connection = null;
    this.#parser.close();
    if (this.#parser.head !== null && this.#parser.isWhole) this.#answered(this.#parser.head);
    else this.#broke(hungUp());
  }

  onFailed(error: Error): void {
    this.#connection = null;
    this.#broke(error);
  }

  readonly #onAbort = (): void => this.#fail(this.#parts.common.signal.reason);

  #silence(): UploadError {
    const { pace, url } = this.#parts.common;
    if (this.#isConnected) {
      pace.forget();
      return new UploadError('stalled', { details: { host: url.host } });
    }
    return new UploadError('timed-out', { details: { host: url.host, reason: 'connect' }, failureClass: 'unreachable' });
  }

  /** The connection ended, or what came over it is no answer. */
  #broke(error: unknown): void {
    const { url, onStaleConnection } = this.#parts.common;
    const { host } = url;
    const { head } = this.#parser;
    if (head === null) {
      const classified = classifySystemError(error, { host });
      if (this.#isReused && !this.#hasBytes && classified.code === 'connection-lost') onStaleConnection();
      this.#fail(classified);
    } else if (head.status >= 400) {
      // The status says enough of a refusal; a success must be read to its end.
      this.#answered(head);
    } else {
      this.#fail(new UploadError('connection-lost', { details: { host, httpStatus: head.status, reason: 'half-answer' } }));
    }
  }

  #answered(head: AnswerHead): void {
    if (!this.#settle()) return;
    const connection = this.#connection;
    // Neither a half-sent request nor a half-read answer leaves a connection that can be used again.
    if (connection !== null && this.#parser.leavesConnection && !connection.isSending) {
      this.#parts.pool.giveBack(connection, serverLimitMs(head));
    } else {
      connection?.end();
    }
    this.#resolve({ status: head.status, headers: head.headers, body: this.#body.bytes(), url: this.#parts.common.url });
  }

  #fail(error: unknown): void {
    if (!this.#settle()) return;
    if (this.#connection === null) this.#parts.pool.forget(this);
    else this.#connection.reset();
    this.#reject(error);
  }

  /** True for the one that comes first. */
  #settle(): boolean {
    if (this.#isSettled) return false;
    this.#isSettled = true;
    this.#watched.stop();
    this.#parts.common.signal.removeEventListener('abort', this.#onAbort);
    return true;
  }
}

/** Milliseconds for which the server keeps an idle connection, less a second; null where it does not say. As Node's agent reads `Keep-Alive`. */
function serverLimitMs({ headers }: AnswerHead): number | null {
  const seconds = /^timeout=(\d+)/.exec(String(headers['keep-alive'] ?? ''))?.[1];
  return seconds === undefined ? null : Number(seconds) * 1_000 - aheadOfServerMs;
}
