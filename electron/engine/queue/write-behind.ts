import type { PlainError } from '../../../shared/error-codes.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { Clock, Log } from '../ports.ts';
import type { BatchStore } from '../storage/batch-store.ts';
import type { Database } from '../storage/database.ts';
import { storageErrorOf } from '../storage/storage-error-of.ts';
import type { UploadStore } from '../storage/upload-store.ts';
import type { BatchRecord } from './batch-record.ts';
import { UnwrittenChanges } from './unwritten-changes.ts';
import type { UploadRecord } from './upload-record.ts';

/** Changes wait at least this long for company, so that thousands of small files share their trips to the disk. */
const leastCommitDelayMs = 25;
/** Nothing else is done during a trip: the next one waits so many times as long as the last one took, but no longer than a tick of progress. */
const commitDelayPerTrip = 40;
const mostCommitDelayMs = 100;
const commitRetryDelayMs = 2_000;
/** Between two trips for rows that somebody waits for; the first of them goes at once. */
const aheadDelayMs = 4;

export interface WriteBehindOptions {
  readonly database: Database;
  readonly uploadStore: UploadStore;
  readonly batchStore: BatchStore;
  readonly clock: Clock;
  readonly log: Log;
  /** After these changes are on disk, in the order in which they happened. */
  readonly onCommitted: (uploads: readonly UploadRecord[], batches: readonly BatchRecord[]) => void;
  /** The disk under the queue refuses writes, or takes them again (null). Told once for each change of that. */
  readonly onTrouble: (notice: PlainError | null) => void;
}

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: UploadError) => void;
}

interface RowWaiter extends Waiter {
  readonly record: UploadRecord;
}

/** Brings changes to the disk, many in one transaction. A disk that refuses keeps them in memory and is asked again. */
export class WriteBehind {
  readonly #options: WriteBehindOptions;
  readonly #unwritten = new UnwrittenChanges();
  #waiters: Waiter[] = [];
  #rowWaiters: RowWaiter[] = [];
  #cancelTimer: (() => void) | null = null;
  #isTimerUrgent = false;
  #cancelRowTimer: (() => void) | null = null;
  /** Rows that are written and on their way to the disk. */
  #syncing: ReadonlySet<UploadRecord> | null = null;
  #rowsWrittenAtMs = Number.NEGATIVE_INFINITY;
  #lastTripMs = 0;
  #trouble: UploadError | null = null;
  #isClosed = false;

  constructor(options: WriteBehindOptions) {
    this.#options = options;
  }

  /** Notes changes, to be written soon. */
  note(add: (unwritten: UnwrittenChanges) => void): void {
    add(this.#unwritten);
    this.#commitSoon(Math.min(mostCommitDelayMs, Math.max(leastCommitDelayMs, commitDelayPerTrip * this.#lastTripMs)), false);
  }

  /** Writes everything up to and with this now. Throws as `storageErrorOf` says, and then this is not written. */
  writeNow(write: () => void): void {
    if (!this.commit()) throw this.#trouble ?? closed();
    try {
      this.#options.database.transaction(write);
    } catch (error) {
      throw storageErrorOf(error, this.#options.database.path);
    }
  }

  /** Resolves when all changes so far are on disk; rejects with an `UploadError` when the disk refuses them. */
  durable(): Promise<void> {
    return new Promise((resolve, reject) => {
      // A disk that has just refused is asked again by itself: nobody is held up until then.
      if (this.#isClosed || this.#trouble !== null) return reject(this.#trouble ?? closed());
      this.#waiters.push({ resolve, reject });
      this.#commitSoon(0, true);
    });
  }

  /**
   * Resolves when one file's row is on disk as it is now; the other changes come in their own time, and it is told with them. Rejects as `durable` does.
   * So a small file does not have the rows of all its neighbours written once more.
   */
  durableRow(record: UploadRecord): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed || this.#trouble !== null) return reject(this.#trouble ?? closed());
      this.#rowWaiters.push({ record, resolve, reject });
      this.#writeRowsSoon();
    });
  }

  /** Writes all changes now, then tells them. False: the disk refuses. */
  commit(): boolean {
    if (this.#isClosed) return false;
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    const { uploadStore, batchStore, onCommitted, onTrouble } = this.#options;
    if (!this.#unwritten.isEmpty && !this.#wrote(() => this.#unwritten.write(uploadStore, batchStore), 'now')) return false;
    const { uploads, batches } = this.#unwritten.take();
    for (const { resolve } of this.#takeWaiters()) resolve();
    if (uploads.length + batches.length > 0) onCommitted(uploads, batches);
    if (this.#trouble !== null) {
      this.#trouble = null;
      onTrouble(null);
    }
    return true;
  }

  close(): void {
    this.commit();
    this.#isClosed = true;
    this.#cancelTimer?.();
    this.#cancelRowTimer?.();
  }

  /**
   * The rows are written at once and synced while everything else goes on: the wait for the disk is the longest part of it. Others that come
   * meanwhile go with the next ones.
   */
  #writeRows(): void {
    this.#cancelRowTimer = null;
    const { database, uploadStore, clock } = this.#options;
    const records = new Set(this.#rowWaiters.map(({ record }) => record));
    if (this.#isClosed || records.size === 0) return;
    if (!this.#wrote(() => this.#unwritten.writeOnly(records, uploadStore), 'later')) return;
    this.#unwritten.noteWritten(records);
    this.#syncing = records;
    const waiting = this.#takeRowWaiters();
    const onEnd = (): void => {
      this.#syncing = null;
      this.#rowsWrittenAtMs = clock.monotonicNow();
      this.#writeRowsSoon();
    };
    database.synced().then(
      () => {
        onEnd();
        for (const { resolve } of waiting) resolve();
      },
      (error: unknown) => {
        this.#unwritten.noteLost(records);
        const trouble = this.#isClosed ? closed() : this.#refused(error);
        onEnd();
        for (const { reject } of waiting) reject(trouble);
      },
    );
  }

  #writeRowsSoon(): void {
    if (this.#isClosed || this.#syncing !== null || this.#rowWaiters.length === 0) return;
    const { clock } = this.#options;
    const delayMs = Math.max(0, this.#rowsWrittenAtMs + aheadDelayMs - clock.monotonicNow());
    this.#cancelRowTimer ??= clock.setTimer(() => this.#writeRows(), delayMs);
  }

  /** One transaction; false: the disk refuses, and whoever waits has been told. */
  #wrote(write: () => void, sync: 'now' | 'later'): boolean {
    const { database, clock } = this.#options;
    const startedMs = clock.monotonicNow();
    try {
      if (!database.isInPlace()) throw new UploadError('queue-unusable', { details: { path: database.path } });
      // Rows that are being synced are told with this, and a commit that changes nothing else would not wait for them.
      const syncsApart = sync === 'later' || this.#syncing !== null;
      if (syncsApart) database.withoutSync(() => database.transaction(write));
      else database.transaction(write);
      if (syncsApart && sync === 'now') database.syncNow();
      this.#lastTripMs = clock.monotonicNow() - startedMs;
      return true;
    } catch (error) {
      this.#refused(error);
      return false;
    }
  }

  #refused(error: unknown): UploadError {
    const trouble = storageErrorOf(error, this.#options.database.path);
    const isNews = this.#trouble?.code !== trouble.code;
    this.#trouble = trouble;
    this.#commitSoon(commitRetryDelayMs, true);
    if (isNews) {
      this.#options.log.write('error', 'the queue could not be written', { error });
      this.#options.onTrouble(trouble.toPlain());
    }
    // After the news, so that whoever waits in vain finds itself stopped already; and not later, or a full disk would hold up every pause.
    for (const { reject } of this.#takeWaiters()) reject(trouble);
    return trouble;
  }

  /** All of them. */
  #takeWaiters(): readonly Waiter[] {
    const waiters = this.#waiters;
    this.#waiters = [];
    return [...waiters, ...this.#takeRowWaiters()];
  }

  #takeRowWaiters(): readonly RowWaiter[] {
    const waiters = this.#rowWaiters;
    this.#rowWaiters = [];
    return waiters;
  }

  #commitSoon(delayMs: number, isUrgent: boolean): void {
    if (this.#isClosed || (this.#cancelTimer !== null && (this.#isTimerUrgent || !isUrgent))) return;
    this.#cancelTimer?.();
    this.#isTimerUrgent = isUrgent;
    this.#cancelTimer = this.#options.clock.setTimer(() => {
      this.#cancelTimer = null;
      this.commit();
    }, delayMs);
  }
}

/** Whoever still asks after the end. */
function closed(): UploadError {
  return new UploadError('queue-unusable', { details: { reason: 'closed' } });
}
