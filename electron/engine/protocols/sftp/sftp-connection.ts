import type { Socket } from 'node:net';
import type { Client } from 'ssh2';
import { UploadError } from '../../errors/upload-error.ts';
import type { Clock } from '../../ports.ts';
import { resetSocket } from '../transport/reset-socket.ts';
import type { StallWatch, Watched } from '../transport/stall-watch.ts';
import type { SftpSession } from './sftp-session.ts';

/** A server that answers, but not this request, is waited for this long: writing a large file to its disk takes time. */
const answerTimeoutMs = 120_000;

export interface SftpConnectionParts {
  readonly client: Client;
  readonly socket: Socket;
  readonly session: SftpSession;
  readonly clock: Clock;
  readonly stallWatch: StallWatch;
  readonly stallTimeoutMs: number;
}

/** One connection that is signed in, with its channel. The library's own keepalive makes a living one move bytes all the time. */
export class SftpConnection {
  readonly session: SftpSession;
  readonly #parts: SftpConnectionParts;
  readonly #line: Watched;
  readonly #stopAnswers: () => void;
  readonly #onEnd: (() => void)[] = [];
  #hasEnded = false;
  #lastAnswerMs: number;

  constructor(parts: SftpConnectionParts) {
    const { socket, session, stallWatch, stallTimeoutMs, clock } = parts;
    this.session = session;
    this.#parts = parts;
    const host = session.host;
    const stalled = (): void => this.end(new UploadError('stalled', { details: { host } }));
    this.#line = stallWatch.watch(stallTimeoutMs, stalled, () => socket.bytesRead);
    this.#lastAnswerMs = clock.monotonicNow();
    this.#stopAnswers = this.#watchAnswers(Math.max(answerTimeoutMs, stallTimeoutMs));
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  onEnd(listener: () => void): void {
    this.#onEnd.push(listener);
  }

  noteAnswer(): void {
    this.#lastAnswerMs = this.#parts.clock.monotonicNow();
  }

  /** Ends it at once; what waits for an answer ends with `error`. */
  end(error: UploadError): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#line.stop();
    this.#stopAnswers();
    const { client, socket, session } = this.#parts;
    const isBusy = session.isWaiting;
    session.end(error);
    if (isBusy) {
      // What is queued is not to be sent any more.
      resetSocket(socket);
    } else {
      client.end();
      socket.destroySoon();
    }
    for (const listener of this.#onEnd) listener();
  }

  /** Looks now and then whether the oldest question waits for too long; the line itself is watched elsewhere. */
  #watchAnswers(limitMs: number): () => void {
    const { clock, session } = this.#parts;
    let cancel = (): void => undefined;
    const look = (): void => {
      const nowMs = clock.monotonicNow();
      if (!session.isWaiting) this.#lastAnswerMs = nowMs;
      if (nowMs - this.#lastAnswerMs >= limitMs) this.end(new UploadError('timed-out', { details: { host: session.host } }));
      else cancel = clock.setTimer(look, limitMs / 4);
    };
    cancel = clock.setTimer(look, limitMs / 4);
    return () => cancel();
  }
}
