import type { DestinationId } from '../../../shared/ids.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { Clock, Log } from '../ports.ts';
import type { Protocol } from '../protocols/protocol.ts';
import type { Queue } from './queue.ts';
import type { UploadRecord } from './upload-record.ts';

const discardTimeoutMs = 30_000;

export interface DiscardsOptions {
  readonly queue: Queue;
  readonly protocolFor: (destinationId: DestinationId) => Protocol;
  readonly clock: Clock;
  readonly log: Log;
  /** One discard ended, well or not. */
  readonly onEnded: () => void;
}

/**
 * Removes from the destinations what cancelled files left there. What cannot be removed now stays written down and is tried again
 * when the destination answers, and at the next start.
 */
export class Discards {
  readonly #options: DiscardsOptions;
  readonly #waiting = new Set<UploadRecord>();
  readonly #running = new Set<Promise<void>>();
  readonly #controller = new AbortController();

  constructor(options: DiscardsOptions) {
    this.#options = options;
  }

  get isBusy(): boolean {
    return this.#running.size > 0;
  }

  add(record: UploadRecord): void {
    if (record.status !== 'cancelled') return;
    if (record.checkpoint === null) {
      if (record.discardPending) this.#options.queue.change(record, { discardPending: false });
      return;
    }
    const run = this.#discard(record).finally(() => {
      this.#running.delete(run);
      this.#options.onEnded();
    });
    this.#running.add(run);
  }

  /** The destination answers again, or Gantry has just started. */
  tryAgain(destinationId?: DestinationId): void {
    for (const record of [...this.#waiting]) {
      if (destinationId !== undefined && record.destinationId !== destinationId) continue;
      this.#waiting.delete(record);
      this.add(record);
    }
  }

  whenDone(): Promise<unknown> {
    return Promise.all(this.#running);
  }

  async close(): Promise<void> {
    this.#controller.abort();
    await this.whenDone();
  }

  async #discard(record: UploadRecord): Promise<void> {
    const { queue, protocolFor, clock, log } = this.#options;
    const { checkpoint } = record;
    if (checkpoint === null) return;
    const timeout = new AbortController();
    const cancelTimer = clock.setTimer(() => timeout.abort(), discardTimeoutMs);
    try {
      await protocolFor(record.destinationId).discard(checkpoint, AbortSignal.any([timeout.signal, this.#controller.signal]));
      // The file may have been begun again meanwhile: its new checkpoint is not ours to forget.
      if (record.status === 'cancelled' && record.checkpoint === checkpoint) {
        queue.change(record, { discardPending: false, checkpoint: null, bytesConfirmed: 0 });
      }
    } catch (error) {
      if (record.status === 'cancelled') this.#waiting.add(record);
      if (!(error instanceof UploadError) && !timeout.signal.aborted && !this.#controller.signal.aborted) {
        log.write('error', 'a discard failed in an unknown way', { error });
      }
    } finally {
      cancelTimer();
    }
  }
}
