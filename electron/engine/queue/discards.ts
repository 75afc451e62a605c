import type { BatchId, DestinationId } from '../../../shared/ids.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { Clock, Log } from '../ports.ts';
import type { Checkpoint, Protocol } from '../protocols/protocol.ts';
import type { Queue } from './queue.ts';
import type { UploadRecord } from './upload-record.ts';

const discardTimeoutMs = 30_000;
/** Whoever cancels ten thousand files does not want ten thousand requests at once. */
const mostAtOnce = 4;
const mostRefusals = 5;

export interface DiscardsOptions {
  readonly queue: Queue;
  readonly protocolFor: (destinationId: DestinationId) => Protocol;
  readonly clock: Clock;
  readonly log: Log;
  /** The server named a time before which it is not to be asked again. */
  readonly onRefused: (destinationId: DestinationId, error: UploadError) => void;
  /** One discard ended, well or not. */
  readonly onEnded: () => void;
}

/** What is to be removed; of the file as it was cancelled, whatever becomes of the file after that. */
interface Discard {
  readonly record: UploadRecord;
  readonly checkpoint: Checkpoint;
  /** How often the server asked to come back later; at the most of them it is not tried again. */
  refusals: number;
}

/**
 * Removes from the destinations what cancelled files left there. What cannot be removed now stays written down and is tried again
 * when the destination answers, and at the next start.
 */
export class Discards {
  readonly #options: DiscardsOptions;
  readonly #lined: Discard[] = [];
  readonly #running = new Map<Discard, Promise<void>>();
  readonly #waiting = new Set<Discard>();
  readonly #controller = new AbortController();

  constructor(options: DiscardsOptions) {
    this.#options = options;
  }

  get isBusy(): boolean {
    return this.#running.size > 0;
  }

  isWaitingFor(destinationId: DestinationId): boolean {
    return [...this.#waiting].some(({ record }) => record.destinationId === destinationId);
  }

  /** A batch with something to be removed just now stays until that is done. */
  isBusyWith(batchId: BatchId): boolean {
    return [...this.#running.keys(), ...this.#lined].some(({ record }) => record.batchId === batchId);
  }

  add(record: UploadRecord): void {
    if (record.status !== 'cancelled') return;
    const { checkpoint } = record;
    if (checkpoint === null) {
      if (record.discardPending) this.#options.queue.change(record, { discardPending: false });
      return;
    }
    for (const known of [...this.#waiting]) if (known.checkpoint === checkpoint) this.#waiting.delete(known);
    this.#lined.push({ record, checkpoint, refusals: 0 });
    this.#fill();
  }

  /** The destination answers again. */
  tryAgain(destinationId: DestinationId): void {
    for (const discard of [...this.#waiting]) {
      if (discard.record.destinationId !== destinationId) continue;
      this.#waiting.delete(discard);
      this.#lined.push(discard);
    }
    this.#fill();
  }

  /** The queue can be written again. */
  tryAll(): void {
    for (const { record } of [...this.#waiting]) this.tryAgain(record.destinationId);
  }

  /** The batch leaves the list: nobody is left to ask for these. */
  forget(batchId: BatchId): void {
    for (const discard of [...this.#waiting]) if (discard.record.batchId === batchId) this.#waiting.delete(discard);
  }

  /** Its address changes: nothing that was left at the old one is to be looked for at the new one. */
  leave(destinationId: DestinationId): void {
    for (const discard of [...this.#waiting]) if (discard.record.destinationId === destinationId) this.#waiting.delete(discard);
    const others = this.#lined.filter(({ record }) => record.destinationId !== destinationId);
    this.#lined.splice(0, this.#lined.length, ...others);
    for (const discard of this.#running.keys()) if (discard.record.destinationId === destinationId) discard.refusals = mostRefusals;
  }

  async close(): Promise<void> {
    this.#controller.abort();
    this.#lined.length = 0;
    await Promise.all(this.#running.values());
  }

  #fill(): void {
    while (this.#running.size < mostAtOnce && !this.#controller.signal.aborted) {
      const discard = this.#lined.shift();
      if (discard === undefined) return;
      const run = this.#run(discard).then(() => {
        this.#running.delete(discard);
        this.#fill();
        this.#options.onEnded();
      });
      this.#running.set(discard, run);
    }
  }

  async #run(discard: Discard): Promise<void> {
    const { queue, protocolFor, clock, log } = this.#options;
    const { record, checkpoint } = discard;
    // Begun again meanwhile, and the server gave it the same upload: that is in use now.
    if (record.status !== 'cancelled' && JSON.stringify(record.checkpoint) === JSON.stringify(checkpoint)) return;
    const timeout = new AbortController();
    const cancelTimer = clock.setTimer(() => timeout.abort(), discardTimeoutMs);
    const signal = AbortSignal.any([timeout.signal, this.#controller.signal]);
    try {
      // A crash must not find the file as it was and its bytes gone.
      await queue.durable();
      await protocolFor(record.destinationId).discard(checkpoint, signal);
    } catch (error) {
      if (!(error instanceof UploadError) && !signal.aborted) log.write('error', 'a discard failed in an unknown way', { error });
      const isRefused = error instanceof UploadError && error.failureClass === 'throttled' && error.retryAfterMs !== null;
      if (isRefused) discard.refusals += 1;
      // What is refused again and again must not hold the destination for everybody: it is left to the next start.
      if (discard.refusals < mostRefusals) this.#waiting.add(discard);
      if (isRefused && discard.refusals < mostRefusals) this.#options.onRefused(record.destinationId, error);
      return;
    } finally {
      cancelTimer();
    }
    // The file may have been begun again meanwhile: what it has now is not ours to forget.
    if (record.status === 'cancelled' && record.checkpoint === checkpoint) {
      queue.change(record, { discardPending: false, checkpoint: null, bytesConfirmed: 0 });
    }
  }
}
