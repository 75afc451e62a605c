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
  /** How often the server asked to come back later. */
  refusals: number;
}

/**
 * Removes from the destinations what cancelled files left there. What cannot be removed now stays written down and is tried again
 * when the destination answers, and at the next start.
 */
export class Discards {
  readonly #options: DiscardsOptions;
  #lined: Discard[] = [];
  /** Those before it in the line are through: to move a hundred thousand up for each would take longer than the work itself. */
  #linedFrom = 0;
  readonly #running = new Map<Discard, Promise<void>>();
  readonly #waiting = new Map<Checkpoint, Discard>();
  readonly #controller = new AbortController();

  constructor(options: DiscardsOptions) {
    this.#options = options;
  }

  get isBusy(): boolean {
    return this.#running.size > 0;
  }

  isWaitingFor(destinationId: DestinationId): boolean {
    for (const { record } of this.#waiting.values()) if (record.destinationId === destinationId) return true;
    return false;
  }

  /** Batches with something to be removed just now: they stay until that is done. */
  busyBatches(): ReadonlySet<BatchId> {
    const busy = new Set<BatchId>();
    for (const { record } of this.#running.keys()) busy.add(record.batchId);
    for (const { record } of this.#lined.slice(this.#linedFrom)) busy.add(record.batchId);
    return busy;
  }

  add(record: UploadRecord): void {
    if (record.status !== 'cancelled') return;
    const { checkpoint } = record;
    if (checkpoint === null) {
      if (record.discardPending) this.#options.queue.change(record, { discardPending: false });
      return;
    }
    this.#waiting.delete(checkpoint);
    this.#lined.push({ record, checkpoint, refusals: 0 });
    this.#fill();
  }

  /** The destination answers again. */
  tryAgain(destinationId: DestinationId): void {
    for (const [checkpoint, discard] of this.#waiting) {
      if (discard.record.destinationId !== destinationId) continue;
      this.#waiting.delete(checkpoint);
      this.#lined.push(discard);
    }
    this.#fill();
  }

  /** The queue can be written again. */
  tryAll(): void {
    for (const destinationId of new Set([...this.#waiting.values()].map(({ record }) => record.destinationId)))
      this.tryAgain(destinationId);
  }

  /** The batches leave the list: nobody is left to ask for these. */
  forget(batchIds: readonly BatchId[]): void {
    const gone = new Set(batchIds);
    this.#stopWaiting(({ batchId }) => gone.has(batchId));
  }

  /** Its address changes: nothing that was left at the old one is to be looked for at the new one. */
  leave(destinationId: DestinationId): void {
    this.#stopWaiting((record) => record.destinationId === destinationId);
    this.#lined = this.#lined.slice(this.#linedFrom).filter(({ record }) => record.destinationId !== destinationId);
    this.#linedFrom = 0;
  }

  async close(): Promise<void> {
    this.#controller.abort();
    this.#lined = [];
    await Promise.all(this.#running.values());
  }

  #stopWaiting(isMeant: (record: UploadRecord) => boolean): void {
    for (const [checkpoint, { record }] of this.#waiting) if (isMeant(record)) this.#waiting.delete(checkpoint);
  }

  #fill(): void {
    while (this.#running.size < mostAtOnce && !this.#controller.signal.aborted) {
      const discard = this.#lined[this.#linedFrom];
      if (discard === undefined) {
        this.#lined = [];
        this.#linedFrom = 0;
        return;
      }
      this.#linedFrom += 1;
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
      if (discard.refusals < mostRefusals) this.#waiting.set(checkpoint, discard);
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
