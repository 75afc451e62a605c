import type { Socket } from 'node:net';
import type { SharedRate } from './shared-rate.ts';

export interface FlowRules {
  isHeld(): boolean;
  latencyMs(): number;
  readonly rate: SharedRate;
  /** How many of these bytes may pass; less means that the rest is dropped. */
  allow(bytes: number): number;
  onDelivered(bytes: number): void;
}

interface Piece {
  /** Null for the end of the stream. */
  readonly bytes: Buffer | null;
  readonly dueAtMs: number;
}

// Small enough that a slow link feels like one, large enough that a fast one is not slowed.
const pieceBytes = 16 * 1024;
const queueLimitBytes = 1024 * 1024;

/** One direction of a connection: delays, paces, holds and cuts, with back-pressure. */
export class FaultyFlow {
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #rules: FlowRules;
  readonly #queue: Piece[] = [];
  #queuedBytes = 0;
  #timer: NodeJS.Timeout | null = null;
  #isBlocked = false;
  #isStopped = false;

  constructor(from: Socket, to: Socket, rules: FlowRules) {
    this.#from = from;
    this.#to = to;
    this.#rules = rules;
    from.on('data', (chunk: Buffer) => this.#take(chunk));
    from.on('end', () => this.#enqueue(null));
    to.on('drain', () => {
      this.#isBlocked = false;
      this.wake();
    });
  }

  /** Looks again whether something may go; for changed settings. */
  wake(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#deliver();
  }

  stop(): void {
    this.#isStopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#queue.length = 0;
  }

  #take(chunk: Buffer): void {
    const step = this.#rules.rate.isLimited() ? pieceBytes : chunk.length;
    for (let start = 0; start < chunk.length; start += step) this.#enqueue(chunk.subarray(start, start + step));
    if (this.#queuedBytes > queueLimitBytes) this.#from.pause();
  }

  #enqueue(bytes: Buffer | null): void {
    this.#queuedBytes += bytes?.length ?? 0;
    this.#queue.push({ bytes, dueAtMs: this.#rules.rate.book(bytes?.length ?? 0) + this.#rules.latencyMs() });
    if (this.#timer === null) this.#deliver();
  }

  #deliver(): void {
    while (!this.#isStopped && !this.#isBlocked && !this.#rules.isHeld()) {
      const next = this.#queue[0];
      if (next === undefined) break;
      const waitMs = next.dueAtMs - performance.now();
      if (waitMs > 0.5) {
        this.#timer = setTimeout(() => this.wake(), waitMs);
        return;
      }
      this.#queue.shift();
      if (next.bytes === null) this.#to.end();
      else this.#write(next.bytes);
    }
    if (this.#queuedBytes <= queueLimitBytes && !this.#isStopped && !this.#rules.isHeld()) this.#from.resume();
  }

  #write(bytes: Buffer): void {
    this.#queuedBytes -= bytes.length;
    const passing = bytes.subarray(0, this.#rules.allow(bytes.length));
    if (passing.length > 0) this.#isBlocked = !this.#to.write(passing);
    this.#rules.onDelivered(passing.length);
  }
}
