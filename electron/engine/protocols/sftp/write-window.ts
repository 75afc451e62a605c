import type { Clock } from '../../ports.ts';

const smallestPieceBytes = 32 * 1024;
const smallestWindowBytes = 256 * 1024;
/** A line that broke may break again: what is on its way then is lost, however much that was. */
const carefulWindowBytes = 64 * 1024;
/** Twice what OpenSSH and Go take into a channel: beyond that bytes only wait in our memory. */
const largestWindowBytes = 4 * 1024 * 1024;
/** An answer that takes longer has queued behind too much of our own. */
const longMs = 1_500;
/** With answers as quick as this more may be on its way. */
const briefMs = 300;

interface Waiter {
  readonly bytes: number;
  readonly grant: () => void;
}

/**
 * How much may be on its way to one server without an answer: shared by all files of a connection, first come first served. It grows while
 * answers are quick and shrinks when they take long, so that on a slow line a small question does not wait behind a minute of data, and nothing
 * is held in memory that the line cannot take.
 */
export class WriteWindow {
  readonly #clock: Clock;
  readonly #largestPieceBytes: number;
  readonly #waiters: Waiter[] = [];
  #windowBytes = 1024 * 1024;
  #usedBytes = 0;
  #shrunkAtMs = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, largestPieceBytes: number) {
    this.#clock = clock;
    this.#largestPieceBytes = largestPieceBytes;
  }

  /** The size of one write, in bytes. */
  get pieceBytes(): number {
    return Math.min(this.#largestPieceBytes, Math.max(smallestPieceBytes, Math.floor(this.#windowBytes / 8)));
  }

  get windowBytes(): number {
    return this.#windowBytes;
  }

  /** Before the first write: begins with little on its way, and doubles with each trip that is quick. */
  beginCarefully(): void {
    this.#windowBytes = carefulWindowBytes;
  }

  /** null: go ahead; else resolves when there is room. Whoever was let in calls `leave`. */
  enter(bytes: number): Promise<void> | null {
    if (this.#waiters.length === 0 && this.#hasRoomFor(bytes)) {
      this.#usedBytes += bytes;
      return null;
    }
    return new Promise((resolve) => {
      this.#waiters.push({ bytes, grant: resolve });
    });
  }

  /** These bytes were answered, `tookMs` after they were sent; null: they never will be. */
  leave(bytes: number, tookMs: number | null): void {
    const wasFull = this.#waiters.length > 0;
    this.#usedBytes -= bytes;
    if (tookMs !== null) this.#adapt(bytes, tookMs, wasFull);
    for (;;) {
      const next = this.#waiters[0];
      if (next === undefined || !this.#hasRoomFor(next.bytes)) return;
      this.#waiters.shift();
      this.#usedBytes += next.bytes;
      next.grant();
    }
  }

  #adapt(bytes: number, tookMs: number, wasFull: boolean): void {
    if (tookMs > longMs) {
      const nowMs = this.#clock.monotonicNow();
      // What was sent before the last change says nothing of it.
      if (nowMs - this.#shrunkAtMs < tookMs) return;
      this.#shrunkAtMs = nowMs;
      this.#windowBytes = Math.min(this.#windowBytes, Math.max(smallestWindowBytes, Math.floor(this.#windowBytes / 2)));
    } else if (tookMs < briefMs && wasFull) {
      this.#windowBytes = Math.min(largestWindowBytes, this.#windowBytes + bytes);
    }
  }

  #hasRoomFor(bytes: number): boolean {
    return this.#usedBytes === 0 || this.#usedBytes + bytes <= this.#windowBytes;
  }
}
