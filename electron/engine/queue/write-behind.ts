import type { PlainError } from '../../../shared/error-codes.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { Clock, Log } from '../ports.ts';
import type { BatchStore } from '../storage/batch-store.ts';
import type { Database } from '../storage/database.ts';
import { storageErrorOf } from '../storage/storage-error-of.ts';
import type { UploadStore } from '../storage/upload-store.ts';
import type { BatchRecord } from './batch-record.ts';
import type { Trip } from './disk-trips.ts';
import { DiskTrips } from './disk-trips.ts';
import { UnwrittenChanges } from './unwritten-changes.ts';
import type { UploadRecord } from './upload-record.ts';
import { Waiters } from './waiters.ts';

/** Changes wait at least this long for company, so that thousands of small files share their trips to the disk. */
const leastCommitDelayMs = 25;
/** The disk has others to serve: the next trip waits so many times as long as the last one took, but no longer than a tick of progress. */
const commitDelayPerTrip = 40;
const mostCommitDelayMs = 100;
const commitRetryDelayMs = 2_000;
/** Between two trips for rows that somebody waits for; the first of them goes at once. */
const rowsDelayMs = 4;

export interface WriteBehindOptions {
  readonly database: Database;
  readonly uploadStore: UploadStore;
  readonly batchStore: BatchStore;
  readonly clock: Clock;
  readonly log: Log;
  /**
   * These changes are in the database as they are in memory now, in the order in which they happened. What it answers is called once they are on the
   * disk; the memory may be ahead by then, or that was all (true). Where the disk refuses it is not called, and they come again.
   */
  readonly onWritten: (uploads: readonly UploadRecord[], batches: readonly BatchRecord[]) => (isAll: boolean) => void;
  /** The disk under the queue refuses writes, or takes them again (null). Told once for each change of that. */
  readonly onTrouble: (notice: PlainError | null) => void;
}

/**
 * Brings changes to the disk, many in one transaction, which nobody waits for but who asks: the journal is synced while everything else goes on, and what
 * comes meanwhile goes with the next trip. A disk that refuses keeps them in memory and is asked again.
 */
export class WriteBehind {
  readonly #options: WriteBehindOptions;
  readonly #unwritten = new UnwrittenChanges();
  readonly #trips: DiskTrips;
  readonly #waiters = new Waiters();
  #cancelTimer: (() => void) | null = null;
  #isTimerUrgent = false;
  #cancelRowTimer: (() => void) | null = null;
  #isAllDue = false;
  #areRowsDue = false;
  #rowsWrittenAtMs = Number.NEGATIVE_INFINITY;
  #lastTripMs = 0;
  #trouble: UploadError | null = null;
  #isClosed = false;

  constructor(options: WriteBehindOptions) {
    this.#options = options;
    this.#trips = new DiskTrips({
      database: options.database,
      onArrived: (trips) => this.#arrived(trips),
      onLost: (trips, error) => this.#lost(trips, error),
    });
  }

  /** It has changes that are not written. */
  has(record: UploadRecord): boolean {
    return this.#unwritten.has(record);
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
    // A disk that has just refused is asked again by itself: nobody is held up until then.
    if (this.#isClosed || this.#trouble !== null) return Promise.reject(this.#trouble ?? closed());
    this.#commitSoon(0, true);
    return this.#waiters.forAll();
  }

  /**
   * Resolves when one file's row is on disk as it is now; the other changes come in their own time, and it is told with them. Rejects as `durable` does.
   * So a small file does not have the rows of all its neighbours written once more.
   */
  durableRow(record: UploadRecord): Promise<void> {
    if (this.#isClosed || this.#trouble !== null) return Promise.reject(this.#trouble ?? closed());
    const written = this.#waiters.forRow(record);
    this.#writeRowsSoon();
    return written;
  }

  /** Has all changes set out for the disk as soon as nothing else is on its way there; `onWritten` is called even if there are none. */
  setOut(): void {
    // A disk that has just refused is asked again by itself.
    if (this.#trouble !== null) return;
    this.#isAllDue = true;
    this.#goOn();
  }

  /** Writes all changes now, waits for the disk, then tells them and what was on its way. False: the disk refuses. */
  commit(): boolean {
    const trip = this.#isClosed ? null : this.#writeAll();
    return trip !== null && this.#trips.makeNow(trip);
  }

  close(): void {
    this.commit();
    this.#isClosed = true;
    this.#cancelTimer?.();
    this.#cancelRowTimer?.();
    for (const { reject } of this.#trips.giveUp()) reject(closed());
  }

  /** Writes what is due, unless something is on its way to the disk: then it goes after that. */
  #goOn(): void {
    if (this.#isClosed || this.#trips.isUnderWay) return;
    const trip = this.#isAllDue ? this.#writeAll() : this.#areRowsDue ? this.#writeRows() : null;
    if (trip !== null) this.#trips.begin(trip);
  }

  /** null: the disk refuses. */
  #writeAll(): Trip | null {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#isAllDue = false;
    const { uploadStore, batchStore, onWritten } = this.#options;
    const begun = this.#begun();
    if (!begun.isEmpty && !this.#wrote(() => this.#unwritten.write(uploadStore, batchStore))) return null;
    const changes = this.#unwritten.take();
    const tell = onWritten(changes.uploads, changes.batches);
    return { ...begun, ...changes, waiters: this.#waiters.takeAll(), tell: () => tell(this.#unwritten.isEmpty && !this.#trips.isUnderWay) };
  }

  /** Those that somebody waits for. null: there are none, or the disk refuses. */
  #writeRows(): Trip | null {
    this.#areRowsDue = false;
    const { uploadStore, clock } = this.#options;
    const begun = this.#begun();
    const records = this.#waiters.rows();
    if (records.size === 0 || !this.#wrote(() => this.#unwritten.writeRows(records, uploadStore))) return null;
    this.#unwritten.noteWritten(records);
    this.#rowsWrittenAtMs = clock.monotonicNow();
    return { ...begun, uploads: [...records], batches: [], isEmpty: false, waiters: this.#waiters.takeRows(), tell: () => undefined };
  }

  #begun(): Pick<Trip, 'startedMs' | 'trouble' | 'isEmpty'> {
    return { startedMs: this.#options.clock.monotonicNow(), trouble: this.#trouble, isEmpty: this.#unwritten.isEmpty };
  }

  /** One transaction, which the journal's sync brings to the disk; false: it was refused, and whoever waits has been told. */
  #wrote(write: () => void): boolean {
    const { database } = this.#options;
    try {
      if (!database.isInPlace()) throw new UploadError('queue-unusable', { details: { path: database.path } });
      database.withoutSync(() => database.transaction(write));
      return true;
    } catch (error) {
      this.#refused(error);
      return false;
    }
  }

  #arrived(trips: readonly Trip[]): void {
    const last = trips.findLast(({ isEmpty }) => !isEmpty);
    if (last !== undefined) this.#lastTripMs = this.#options.clock.monotonicNow() - last.startedMs;
    // What came to the disk after it had refused something is the answer to that, and not what was on its way already.
    if (this.#trouble !== null && trips.at(-1)?.trouble === this.#trouble) {
      this.#trouble = null;
      this.#options.onTrouble(null);
    }
    // Whoever came meanwhile has gathered for long enough.
    this.#writeRowsSoon();
    this.#goOn();
  }

  #lost(trips: readonly Trip[], error: unknown): void {
    for (const trip of trips.toReversed()) this.#unwritten.putBack(trip);
    const trouble = this.#refused(error);
    for (const { reject } of trips.flatMap(({ waiters }) => waiters)) reject(trouble);
  }

  #refused(error: unknown): UploadError {
    const trouble = storageErrorOf(error, this.#options.database.path);
    const isNews = this.#trouble?.code !== trouble.code;
    this.#trouble = trouble;
    this.#isAllDue = false;
    this.#commitSoon(commitRetryDelayMs, true);
    if (isNews) {
      this.#options.log.write('error', 'the queue could not be written', { error });
      this.#options.onTrouble(trouble.toPlain());
    }
    // After the news, so that whoever waits in vain finds itself stopped already; and not later, or a full disk would hold up every pause.
    for (const { reject } of this.#waiters.takeAll()) reject(trouble);
    return trouble;
  }

  #commitSoon(delayMs: number, isUrgent: boolean): void {
    if (this.#isClosed || (this.#cancelTimer !== null && (this.#isTimerUrgent || !isUrgent))) return;
    this.#cancelTimer?.();
    this.#isTimerUrgent = isUrgent;
    this.#cancelTimer = this.#options.clock.setTimer(() => {
      this.#cancelTimer = null;
      this.#isAllDue = true;
      this.#goOn();
    }, delayMs);
  }

  #writeRowsSoon(): void {
    if (this.#isClosed || this.#trips.isUnderWay || !this.#waiters.hasRows) return;
    const { clock } = this.#options;
    const delayMs = Math.max(0, this.#rowsWrittenAtMs + rowsDelayMs - clock.monotonicNow());
    this.#cancelRowTimer ??= clock.setTimer(() => {
      this.#cancelRowTimer = null;
      this.#areRowsDue = true;
      this.#goOn();
    }, delayMs);
  }
}

/** Whoever still asks after the end. */
function closed(): UploadError {
  return new UploadError('queue-unusable', { details: { reason: 'closed' } });
}
