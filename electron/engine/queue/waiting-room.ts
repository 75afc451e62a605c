import type { DestinationId, UploadId } from '../../../shared/ids.ts';
import { longestWaitMs } from '../../../shared/longest-wait-ms.ts';
import type { Clock } from '../ports.ts';
import type { DestinationBreaker } from '../retry/destination-breaker.ts';
import { AwayWatch } from './away-watch.ts';
import type { Queue } from './queue.ts';
import type { UploadRecord } from './upload-record.ts';

export interface WaitingRoomOptions {
  readonly queue: Queue;
  readonly breaker: DestinationBreaker;
  readonly clock: Clock;
  readonly isSourceAway: (record: UploadRecord) => Promise<boolean>;
  /** This file waited long enough and is queued again. */
  readonly onReady: (record: UploadRecord) => void;
}

interface Alarm {
  readonly record: UploadRecord;
  readonly cancel: () => void;
}

/** Files that wait without a slot: each for a time of its own, or all of a destination for that. */
export class WaitingRoom {
  readonly #options: WaitingRoomOptions;
  readonly #alarms = new Map<UploadId, Alarm>();
  readonly #held = new Map<UploadId, UploadRecord>();
  readonly #away: AwayWatch;

  constructor(options: WaitingRoomOptions) {
    this.#options = options;
    this.#away = new AwayWatch({
      ...options,
      onBack: (record) => this.#release(record),
      onSlice: () => void options.queue.commit(),
    });
  }

  add(record: UploadRecord): void {
    const { breaker, clock } = this.#options;
    this.remove(record.uploadId);
    if (record.waitReason === 'source-away') {
      this.#away.add(record);
      return;
    }
    const isOwnWait = record.waitReason === 'retry' || record.waitReason === 'source-locked';
    if (!isOwnWait && breaker.flowOf(record.destinationId) === 'held') {
      this.#held.set(record.uploadId, record);
      return;
    }
    const leftMs = Math.max(0, (record.retryAt ?? 0) - clock.now());
    // Nobody is ever told to wait that long: the clock was wrong when it was written.
    const delayMs = leftMs > longestWaitMs ? 0 : leftMs;
    const cancel = clock.setTimer(() => {
      this.#alarms.delete(record.uploadId);
      this.#release(record);
    }, delayMs);
    this.#alarms.set(record.uploadId, { record, cancel });
  }

  remove(uploadId: UploadId): void {
    this.#alarms.get(uploadId)?.cancel();
    this.#alarms.delete(uploadId);
    this.#held.delete(uploadId);
    this.#away.remove(uploadId);
  }

  /** The breaker changed its mind about a destination. */
  destinationChanged(destinationId: DestinationId): void {
    const { breaker, queue } = this.#options;
    const hold = breaker.holdOf(destinationId);
    for (const record of [...this.#held.values()]) {
      if (record.destinationId !== destinationId) continue;
      if (record.status !== 'waiting') this.#held.delete(record.uploadId);
      else if (hold !== null) queue.change(record, { waitReason: hold.reason, retryAt: hold.retryAt, error: hold.error });
      else this.#release(record);
    }
  }

  /** The machine slept, and its timers with it: what is over by the clock on the wall is over. */
  lookAgain(): void {
    for (const { record } of [...this.#alarms.values()]) this.add(record);
    this.#away.lookSoon();
  }

  /** The clock was set back by so many milliseconds: nobody waits longer for that, and the time that is shown stays true. */
  setBack(byMs: number): void {
    for (const { record } of [...this.#alarms.values()]) {
      if (record.retryAt === null || record.status !== 'waiting') continue;
      this.#options.queue.change(record, { retryAt: record.retryAt - byMs });
      this.add(record);
    }
  }

  close(): void {
    for (const { cancel } of this.#alarms.values()) cancel();
    this.#alarms.clear();
    this.#away.close();
    this.#held.clear();
  }

  #release(record: UploadRecord): void {
    this.#held.delete(record.uploadId);
    if (record.status === 'waiting' && this.#options.queue.move(record, 'queued', { error: null })) this.#options.onReady(record);
  }
}
