import type { Refusal } from '../../../shared/contract.ts';
import type { PlainError } from '../../../shared/error-codes.ts';
import type { BatchId, UploadId } from '../../../shared/ids.ts';
import { isSettled, type UploadStatus } from '../../../shared/upload.ts';
import type { Clock, Log } from '../ports.ts';
import type { AttemptRecord, AttemptStore } from '../storage/attempt-store.ts';
import type { BatchStore } from '../storage/batch-store.ts';
import { type Database, sqliteCodeOf } from '../storage/database.ts';
import { loadBatches } from '../storage/load-batches.ts';
import type { UploadFilter, UploadStore } from '../storage/upload-store.ts';
import type { BatchRecord } from './batch-record.ts';
import { batchStatusOf } from './batch-status.ts';
import { canMove } from './transitions.ts';
import type { UploadRecord } from './upload-record.ts';

/** Changes wait this long for company, so that thousands of small files share their trips to the disk. */
const commitDelayMs = 25;
const commitRetryDelayMs = 2_000;

export interface QueueOptions {
  readonly database: Database;
  readonly uploadStore: UploadStore;
  readonly batchStore: BatchStore;
  readonly attemptStore: AttemptStore;
  readonly clock: Clock;
  readonly log: Log;
  /** After these changes are on disk, in the order in which they happened. */
  readonly onCommitted: (uploads: readonly UploadRecord[], batches: readonly BatchRecord[]) => void;
  /** The disk under the queue refused a write, or took one again (null). */
  readonly onTrouble: (notice: PlainError | null) => void;
}

type Changes = Partial<Omit<UploadRecord, 'uploadId' | 'batchId' | 'destinationId' | 'position' | 'status'>>;

/**
 * The queue in memory, kept equal to the one on disk. Everything that changes a file's status goes through `move`, everything that is
 * shown goes through `commit` first. Settled files leave the memory and come back by `load`.
 */
export class Queue {
  readonly batches: Map<BatchId, BatchRecord>;
  readonly #live = new Map<UploadId, UploadRecord>();
  readonly #options: QueueOptions;
  #inserts = new Set<UploadRecord>();
  #updates = new Set<UploadRecord>();
  #changedBatches = new Set<BatchRecord>();
  #also: (() => void)[] = [];
  #waiters: (() => void)[] = [];
  #cancelTimer: (() => void) | null = null;
  #isTimerUrgent = false;
  #hasTrouble = false;
  #isClosed = false;
  #nextPosition: number;

  constructor(options: QueueOptions) {
    this.#options = options;
    this.#nextPosition = options.uploadStore.highestPosition() + 1;
    this.batches = loadBatches(options.batchStore, options.uploadStore);
  }

  /** Every file in memory: all that are not settled, and those that just were. */
  live(): Iterable<UploadRecord> {
    return this.#live.values();
  }

  get(uploadId: UploadId): UploadRecord | null {
    return this.#live.get(uploadId) ?? this.load({ uploadId })[0] ?? null;
  }

  batchOf(record: UploadRecord): BatchRecord {
    const batch = this.batches.get(record.batchId);
    if (batch === undefined) throw new Error(`upload ${record.uploadId} has no batch`);
    return batch;
  }

  takePosition(): number {
    return this.#nextPosition++;
  }

  addBatch(batch: BatchRecord, roots: readonly string[]): void {
    this.batches.set(batch.batchId, batch);
    this.#also.push(() => this.#options.batchStore.insert(batch, roots));
    this.changeBatch(batch);
  }

  addUpload(record: UploadRecord): void {
    const batch = this.batchOf(record);
    this.#live.set(record.uploadId, record);
    batch.counts[record.status] += 1;
    if (record.status !== 'cancelled') batch.bytesTotal += record.fingerprint.size;
    this.#count(record);
    this.#settle(batch);
    this.#inserts.add(record);
    this.changeBatch(batch);
  }

  addRefusal(batch: BatchRecord, refusal: Refusal): void {
    batch.refused += 1;
    this.#also.push(() => this.#options.batchStore.addRefusal(batch.batchId, refusal));
    this.changeBatch(batch);
  }

  /** Reads files from the disk; those that are in memory come as they are there. What is read stays in memory while it is not settled. */
  load(filter: UploadFilter): readonly UploadRecord[] {
    this.commit();
    return this.#options.uploadStore.select(filter).map((stored) => {
      const known = this.#live.get(stored.uploadId);
      if (known !== undefined) return known;
      stored.bytesCounted = contributionOf(stored);
      if (!isSettled(stored.status)) this.#live.set(stored.uploadId, stored);
      return stored;
    });
  }

  /** Moves a file along the state table and changes what belongs to the move. False, and nothing happens, where the table says no. */
  move(record: UploadRecord, to: UploadStatus, changes: Changes = {}): boolean {
    if (!canMove(record.status, to)) return false;
    const batch = this.batchOf(record);
    batch.counts[record.status] -= 1;
    batch.counts[to] += 1;
    if (to === 'cancelled') batch.bytesTotal -= record.fingerprint.size;
    if (record.status === 'cancelled') batch.bytesTotal += record.fingerprint.size;
    record.status = to;
    if (to !== 'waiting') {
      record.waitReason = null;
      record.retryAt = null;
    }
    record.settledAt = isSettled(to) ? this.#options.clock.now() : null;
    this.#live.set(record.uploadId, record);
    this.change(record, changes);
    this.#settle(batch);
    return true;
  }

  /** Changes facts of a file that are not its status. */
  change(record: UploadRecord, changes: Changes): void {
    const sizeBefore = record.fingerprint.size;
    const confirmedBefore = record.bytesConfirmed;
    Object.assign(record, changes);
    const batch = this.batchOf(record);
    if (record.status !== 'cancelled') batch.bytesTotal += record.fingerprint.size - sizeBefore;
    batch.bytesConfirmed += record.bytesConfirmed - confirmedBefore;
    this.#count(record);
    this.#updates.add(record);
    this.changeBatch(batch);
  }

  /** What the network took; shown at the next tick, not stored. */
  noteBytesSent(record: UploadRecord, bytesSent: number): void {
    record.bytesSent = Math.min(bytesSent, record.fingerprint.size);
    this.#count(record);
  }

  changeBatch(batch: BatchRecord): void {
    this.#changedBatches.add(batch);
    this.#commitSoon(commitDelayMs, false);
  }

  finishScan(batch: BatchRecord): void {
    batch.isScanning = false;
    this.#settle(batch);
    this.changeBatch(batch);
  }

  /** Writes something else in the same transaction as the changes so far. */
  alsoWrite(write: () => void): void {
    this.#also.push(write);
    this.#commitSoon(commitDelayMs, false);
  }

  noteAttempt(attempt: AttemptRecord): void {
    this.alsoWrite(() => this.#options.attemptStore.insert(attempt));
  }

  removeBatch(batch: BatchRecord): void {
    this.commit();
    this.#options.batchStore.remove(batch.batchId);
    this.batches.delete(batch.batchId);
    for (const record of this.#live.values()) if (record.batchId === batch.batchId) this.#live.delete(record.uploadId);
  }

  /** Resolves when all changes so far are on disk. */
  durable(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiters.push(resolve);
      this.#commitSoon(0, true);
    });
  }

  /** Writes all changes now, then tells them. A disk that refuses keeps them in memory and is asked again. */
  commit(): void {
    if (this.#isClosed) return;
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    if (this.#inserts.size + this.#updates.size + this.#changedBatches.size + this.#also.length === 0) return this.#releaseWaiters();
    try {
      this.#options.database.transaction(() => {
        for (const write of this.#also) write();
        for (const record of this.#inserts) this.#options.uploadStore.insert(record);
        for (const record of this.#updates) if (!this.#inserts.has(record)) this.#options.uploadStore.update(record);
        for (const batch of this.#changedBatches) this.#options.batchStore.update(batch);
      });
    } catch (error) {
      this.#trouble(error);
      return;
    }
    if (this.#hasTrouble) {
      this.#hasTrouble = false;
      this.#options.onTrouble(null);
    }
    const uploads = [...new Set([...this.#inserts, ...this.#updates])];
    const batches = [...this.#changedBatches];
    this.#inserts = new Set();
    this.#updates = new Set();
    this.#changedBatches = new Set();
    this.#also = [];
    this.#releaseWaiters();
    this.#options.onCommitted(uploads, batches);
    for (const record of uploads) if (isSettled(record.status) && !record.discardPending) this.#live.delete(record.uploadId);
  }

  close(): void {
    this.commit();
    this.#isClosed = true;
    this.#cancelTimer?.();
  }

  #releaseWaiters(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const resolve of waiters) resolve();
  }

  #trouble(error: unknown): void {
    this.#options.log.write('error', 'the queue could not be written', { error });
    this.#hasTrouble = true;
    const code = sqliteCodeOf(error);
    const isFull = code === 'SQLITE_FULL' || code?.startsWith('SQLITE_IOERR') === true;
    this.#options.onTrouble({ code: isFull ? 'queue-disk-full' : 'queue-unreadable', details: {} });
    this.#commitSoon(commitRetryDelayMs, true);
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

  #settle(batch: BatchRecord): void {
    const status = batchStatusOf(batch);
    const isBatchSettled = status === 'completed' || status === 'failed' || status === 'cancelled';
    if (isBatchSettled && !batch.isScanning) batch.settledAt ??= this.#options.clock.now();
    else batch.settledAt = null;
  }

  #count(record: UploadRecord): void {
    const contribution = contributionOf(record);
    this.batchOf(record).bytesSent += contribution - record.bytesCounted;
    record.bytesCounted = contribution;
  }
}

/** What a file adds to the bytes of its batch's bar. */
function contributionOf(record: UploadRecord): number {
  if (record.status === 'completed' || record.status === 'skipped') return record.fingerprint.size;
  return record.status === 'cancelled' ? 0 : Math.min(record.bytesSent, record.fingerprint.size);
}
