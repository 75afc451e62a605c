import { Buffer } from 'node:buffer';
import type { OnReadOpts, Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { hungUp } from './hung-up.ts';

const readBytes = 16 * 1024;

/** Whoever has a connection for itself, from the moment it is given one until it gives it back or ends it. */
export interface ConnectionHolder {
  /** It is the holder's now. One that is not ready is still being made, and `onConnected` follows. */
  onGiven(connection: KeptConnection): void;
  /** Bytes can go out. */
  onConnected(): void;
  /** All that was sent is with the system. */
  onSent(): void;
  /** They are written over after the call. */
  onBytes(bytes: Buffer): void;
  /** The server closed the connection; it is no longer the holder's. */
  onClosed(): void;
  /** It failed; it is no longer the holder's. */
  onFailed(error: Error): void;
}

export interface KeptConnectionParts {
  readonly open: (onread: OnReadOpts) => Socket;
  /** Nobody is given it any more. Called once. */
  readonly onGone: (connection: KeptConnection) => void;
}

/**
 * A connection that carries one request after another, each with a holder of its own. What arrives while nobody holds it belongs to no
 * request, and ends it: an answer must never be taken for that of the next one.
 */
export class KeptConnection {
  readonly #parts: KeptConnectionParts;
  readonly #socket: Socket;
  #holder: ConnectionHolder | null = null;
  #isReady = false;
  #isGone = false;
  #isSending = false;
  #idleLimitMs: number;

  constructor(parts: KeptConnectionParts, idleLimitMs: number) {
    this.#parts = parts;
    this.#idleLimitMs = idleLimitMs;
    const buffer = Buffer.allocUnsafeSlow(readBytes);
    const socket = parts.open({
      buffer,
      callback: (bytesRead) => {
        this.#onBytes(bytesRead === readBytes ? buffer : buffer.subarray(0, bytesRead));
        return true;
      },
    });
    this.#socket = socket;
    // As Node's own agents have it: nothing waits for an acknowledgement, and the system asks now and then whether anybody is there.
    socket.setNoDelay(true).setKeepAlive(true, 1_000).setTimeout(idleLimitMs);
    socket.on(socket instanceof TLSSocket ? 'secureConnect' : 'connect', () => {
      this.#isReady = true;
      this.#holder?.onConnected();
    });
    socket.on('timeout', () => {
      if (this.#holder === null) this.end();
    });
    socket.on('error', (error: Error) => this.#lose()?.onFailed(error));
    socket.on('end', () => this.#onEnd());
    socket.on('close', () => this.#lose()?.onFailed(hungUp()));
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  /** Something that was sent is not with the system yet. */
  get isSending(): boolean {
    return this.#isSending;
  }

  /** From now on it is that one's. */
  hold(holder: ConnectionHolder): void {
    this.#holder = holder;
    if (this.#isReady) this.#socket.ref();
    holder.onGiven(this);
  }

  /** Nobody's, for at most that long, in milliseconds; it keeps no process running. */
  rest(idleLimitMs: number): void {
    this.#holder = null;
    this.#socket.unref();
    if (idleLimitMs === this.#idleLimitMs) return;
    this.#idleLimitMs = idleLimitMs;
    this.#socket.setTimeout(idleLimitMs);
  }

  /** A head in Latin-1 and what follows it, in one call to the system. */
  send(head: string, body: Buffer | null): void {
    const socket = this.#socket;
    this.#isSending = true;
    if (body === null) {
      socket.write(head, 'latin1', this.#onWritten);
      return;
    }
    socket.cork();
    // Two buffers go out as they are; a text beside a buffer would be copied together with it.
    socket.write(Buffer.from(head, 'latin1'));
    socket.write(body, this.#onWritten);
    socket.uncork();
  }

  /** Ends it at once; what the system still holds for it may go out. The holder is told nothing. */
  end(): void {
    this.#lose();
    this.#socket.destroy();
  }

  /** The same, and what the system still holds for it, for seconds on a slow line, is dropped. TLS sockets know no reset. */
  reset(): void {
    this.#lose();
    if (this.#isReady && !this.#socket.destroyed && !(this.#socket instanceof TLSSocket)) this.#socket.resetAndDestroy();
    else this.#socket.destroy();
  }

  /** Ends it at once; the holder is told that it failed. */
  close(): void {
    const holder = this.#lose();
    this.#socket.destroy();
    holder?.onFailed(hungUp());
  }

  readonly #onWritten = (error?: Error | null): void => {
    // What went wrong is told by an event of its own.
    if (error) return;
    this.#isSending = false;
    this.#holder?.onSent();
  };

  #onBytes(bytes: Buffer): void {
    if (this.#holder === null) this.end();
    else this.#holder.onBytes(bytes);
  }

  #onEnd(): void {
    const holder = this.#lose();
    this.#socket.destroy();
    holder?.onClosed();
  }

  /** Nobody is given it any more; answers who has held it until now. */
  #lose(): ConnectionHolder | null {
    const holder = this.#holder;
    this.#holder = null;
    if (!this.#isGone) {
      this.#isGone = true;
      this.#parts.onGone(this);
    }
    return holder;
  }
}
