import { dirname } from 'node:path';
import type { UploadId } from '../../../shared/ids.ts';
import type { Clock } from '../ports.ts';
import { longestAwayMs, mostLockedLooks } from '../retry/retry-policy.ts';
import { betweenSlices, filesPerSlice } from './between-slices.ts';
import type { UploadRecord } from './upload-record.ts';

const lookEveryMs = 5_000;
const longestLookMs = 10_000;

export interface AwayWatchOptions {
  readonly clock: Clock;
  readonly isSourceAway: (record: UploadRecord) => Promise<boolean>;
  /** Its disk or folder is there again, or it waited long enough: the next run tells. */
  readonly onBack: (record: UploadRecord) => void;
  /** Some of many were looked at: what came of it may be written down. */
  readonly onSlice: () => void;
}

interface Waiting {
  readonly record: UploadRecord;
  readonly givesUpAt: number;
}

/**
 * Files whose disk or folder went away. One look for each folder, and one after the other: a drive that hangs may cost one thread and
 * not all of them. Nothing is written while nothing changes, so that ten thousand files of a pulled disk wait for free.
 */
export class AwayWatch {
  readonly #options: AwayWatchOptions;
  readonly #waiting = new Map<UploadId, Waiting>();
  #cancelTimer: (() => void) | null = null;
  #isLooking = false;
  /** Devices with a look that has not ended. */
  readonly #openLooks = new Set<string>();

  constructor(options: AwayWatchOptions) {
    this.#options = options;
  }

  add(record: UploadRecord): void {
    this.#waiting.set(record.uploadId, { record, givesUpAt: this.#options.clock.now() + longestAwayMs });
    this.#plan();
  }

  remove(uploadId: UploadId): void {
    this.#waiting.delete(uploadId);
  }

  /** The machine woke up. */
  lookSoon(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    void this.#look();
  }

  close(): void {
    this.#waiting.clear();
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }

  #plan(): void {
    if (this.#waiting.size === 0 || this.#cancelTimer !== null || this.#isLooking) return;
    this.#cancelTimer = this.#options.clock.setTimer(() => {
      this.#cancelTimer = null;
      void this.#look();
    }, lookEveryMs);
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    let back = 0;
    const isAwayByFolder = new Map<string, boolean>();
    for (const waiting of [...this.#waiting.values()]) {
      // Ten thousand files of a disk that is back begin in slices, each written down before the next.
      if (back === filesPerSlice) {
        back = 0;
        this.#options.onSlice();
        await betweenSlices();
      }
      const { status, waitReason, sourcePath, uploadId } = waiting.record;
      if (status !== 'waiting' || waitReason !== 'source-away') {
        // Paused, cancelled or begun again: its hour is over with that.
        this.#waiting.delete(uploadId);
        continue;
      }
      const folder = dirname(sourcePath);
      const isAway = isAwayByFolder.get(folder) ?? (await this.#isAway(waiting.record));
      isAwayByFolder.set(folder, isAway);
      if (this.#settle(waiting, !isAway)) back += 1;
    }
    this.#isLooking = false;
    this.#plan();
  }

  /** A look that hangs counts as away, and its drive is not looked at again while it does: other drives must not wait for it, nor more threads hang. */
  #isAway(record: UploadRecord): Promise<boolean> {
    const { device } = record.fingerprint;
    if (this.#openLooks.has(device)) return Promise.resolve(true);
    this.#openLooks.add(device);
    let cancelTimer = (): void => undefined;
    const tooLong = new Promise<boolean>((resolve) => {
      cancelTimer = this.#options.clock.setTimer(() => resolve(true), longestLookMs);
    });
    const look = this.#options.isSourceAway(record).finally(() => {
      cancelTimer();
      this.#openLooks.delete(device);
    });
    return Promise.race([look, tooLong]);
  }

  /** True: it waits no longer. */
  #settle({ record, givesUpAt }: Waiting, isBack: boolean): boolean {
    const { clock, onBack } = this.#options;
    const isOver = clock.now() >= givesUpAt;
    // Somebody may have paused or cancelled it during the look.
    if ((!isBack && !isOver) || !this.#waiting.delete(record.uploadId)) return false;
    if (!isBack) record.lockedLooks = mostLockedLooks;
    onBack(record);
    return true;
  }
}
