import type { BatchId, DestinationId, UploadId } from '../../../shared/ids.ts';
import type { UploadStatus } from '../../../shared/upload.ts';
import { isSettled } from '../../../shared/upload.ts';
import type { Checkpoint } from '../protocols/protocol.ts';
import type { AttemptRecord } from '../storage/attempt-store.ts';
import { loadBatches } from '../storage/load-batches.ts';
import type { UploadFilter } from '../storage/upload-store.ts';
import type { BatchRecord } from './batch-record.ts';
import { weighFile } from './file-weight.ts';
import { isThrough } from './is-through.ts';
import type { QueueOptions } from './queue-options.ts';
import { settleBatch } from './settle-batch.ts';
import { Sweeper } from './sweeper.ts';
import { canMove } from './transitions.ts';
import type { UploadRecord } from './upload-record.ts';
import { WriteBehind } from './write-behind.ts';

type Changes = Partial<Omit<UploadRecord, 'uploadId' | 'batchId' | 'destinationId' | 'position' | 'status' | 'plan'>>;

/**
 * The queue in memory, kept equal to the one on disk. Everything that changes a file's status goes through `move`, everything that is
 * shown is on the disk first. Settled files leave the memory and come back by `load`.
 */
export class Queue {
  readonly batches: Map<BatchId, BatchRecord>;
  readonly #live = new Map<UploadId, UploadRecord>();
  readonly #options: QueueOptions;
  readonly #writeBehind: WriteBehind;
  readonly #sweeper: Sweeper;
  #nextPosition: number;

  constructor(options: QueueOptions) {
    this.#options = options;
    this.#nextPosition = options.uploadStore.highestPosition() + 1;
    this.batches = loadBatches(options.batchStore, options.uploadStore);
    this.#writeBehind = new WriteBehind({
      ...options,
      onWritten: (uploads, batches) => {
        const tell = options.onWritten(uploads, batches);
        return (isAll) => {
          tell(isAll);
          for (const record of uploads) if (isThrough(record) && !this.#writeBehind.has(record)) this.#live.delete(record.uploadId);
        };
      },
    });
    this.#sweeper = new Sweeper(options);
    // What the last process did not get to.
    this.#sweeper.begin();
  }

  /** Every file in memory: all that are not settled, and those that just were. */
  live(): Iterable<UploadRecord> {
    return this.#live.values();
  }

  get(uploadId: UploadId): UploadRecord | null {
    return this.#live.get(uploadId) ?? this.load({ uploadIds: [uploadId] })[0] ?? null;
  }

  batchOf(record: UploadRecord): BatchRecord {
    const batch = this.batches.get(record.batchId);
    if (batch === undefined) throw new Error(`upload ${record.uploadId} has no batch`);
    return batch;
  }

  /** The batches of a destination that are not settled. */
  openTo(destinationId: DestinationId): readonly BatchRecord[] {
    return [...this.batches.values()].filter((batch) => batch.destinationId === destinationId && batch.settledAt === null);
  }

  /** In a transaction of its own, after all changes so far. Throws as `storageErrorOf` says, and then it is not written. */
  writeNow(write: () => void): void {
    this.#writeBehind.writeNow(write);
  }

  takePosition(): number {
    return this.#nextPosition++;
  }

  /** Throws as `writeNow`, and adds nothing, when it cannot be written down: nobody is told "added" for less. `write` does that, where it is done otherwise. */
  addBatch(batch: BatchRecord, roots: readonly string[], write = (): void => this.#options.batchStore.insert(batch, roots)): void {
    this.writeNow(write);
    this.batches.set(batch.batchId, batch);
    this.changeBatch(batch);
  }

  /**
   * Adds files and their batch, if that is not there yet, and writes how others are to be from then on, in one transaction. Throws as `addBatch` does, and then
   * nothing of it happened; the caller moves the others after it. `also` is written with them.
   */
  addWhole(batch: BatchRecord, records: readonly UploadRecord[], others: readonly UploadRecord[], also = (): void => undefined): void {
    const { batchStore, uploadStore } = this.#options;
    this.writeNow(() => {
      if (!this.batches.has(batch.batchId)) batchStore.insert(batch, []);
      for (const record of records) uploadStore.insert(record);
      for (const other of others) uploadStore.update(other);
      also();
    });
    this.batches.set(batch.batchId, batch);
    for (const record of records) {
      this.#live.set(record.uploadId, record);
      batch.counts[record.status] += 1;
      weighFile(this.batchOf(record), record, 1);
      this.#noteUpdate(record);
    }
    settleBatch(batch, this.#options.clock);
    this.changeBatch(batch);
  }

  addUpload(record: UploadRecord): void {
    const batch = this.batchOf(record);
    this.#live.set(record.uploadId, record);
    batch.counts[record.status] += 1;
    weighFile(this.batchOf(record), record, 1);
    settleBatch(batch, this.#options.clock);
    this.#writeBehind.note((unwritten) => unwritten.insert(record));
    this.changeBatch(batch);
  }

  /** Reads files from the disk; those that are in memory come as they are there. What is not through stays in memory, so that it is there once. */
  load(filter: UploadFilter): readonly UploadRecord[] {
    this.commit();
    // To read a row takes many times as long as to find it here.
    const known = this.#options.uploadStore.idsOf(filter).map((uploadId) => this.#live.get(uploadId));
    if (known.every((record) => record !== undefined)) return known;
    return this.#options.uploadStore.select(filter).map((stored) => {
      const known = this.#live.get(stored.uploadId);
      if (known === undefined && !isThrough(stored)) this.#live.set(stored.uploadId, stored);
      return known ?? stored;
    });
  }

  /** Moves a file along the state table and changes what belongs to the move. False, and nothing happens, where the table says no. */
  move(record: UploadRecord, to: UploadStatus, changes: Changes = {}): boolean {
    if (!canMove(record.status, to)) return false;
    const batch = this.batchOf(record);
    weighFile(this.batchOf(record), record, -1);
    batch.counts[record.status] -= 1;
    batch.counts[to] += 1;
    record.status = to;
    // What has not begun, and does not begin now, leaves nothing behind that would have to be looked for.
    if (record.plan !== null && to !== 'checking') this.#apply(record, { checkpoint: null });
    if (to !== 'waiting') {
      record.waitReason = null;
      record.retryAt = null;
    }
    record.settledAt = isSettled(to) ? this.#options.clock.now() : null;
    this.#apply(record, changes);
    // What was on its way when it failed is lost; only what the server confirmed is still there.
    if (to === 'failed') record.bytesSent = record.bytesConfirmed;
    weighFile(this.batchOf(record), record, 1);
    this.#live.set(record.uploadId, record);
    settleBatch(batch, this.#options.clock);
    this.#noteUpdate(record);
    return true;
  }

  /** Changes facts of a file that are not its status. */
  change(record: UploadRecord, changes: Changes): void {
    weighFile(this.batchOf(record), record, -1);
    this.#apply(record, changes);
    weighFile(this.batchOf(record), record, 1);
    this.#noteUpdate(record);
  }

  /** Writes down soon what a file will begin with, so that it need not wait for that when its turn comes; if that has come, it hears of a refusal. */
  plan(record: UploadRecord, checkpoint: Checkpoint): void {
    this.change(record, { checkpoint });
    const written = this.durableRow(record);
    record.plan = written;
    // What the disk refused once is forgotten: the file may begin when the disk has long been well again.
    written.catch(() => {
      if (record.plan === written) this.change(record, { checkpoint: null });
    });
  }

  /** What the network took; shown at the next tick, not stored. */
  noteBytesSent(record: UploadRecord, bytesSent: number): void {
    weighFile(this.batchOf(record), record, -1);
    record.bytesSent = Math.min(bytesSent, record.fingerprint.size);
    weighFile(this.batchOf(record), record, 1);
  }

  changeBatch(batch: BatchRecord): void {
    // A batch that was taken away must not show up again.
    if (this.batches.has(batch.batchId)) this.#writeBehind.note((unwritten) => unwritten.updateBatch(batch));
  }

  finishScan(batch: BatchRecord): void {
    batch.isScanning = false;
    settleBatch(batch, this.#options.clock);
    this.changeBatch(batch);
  }

  /** Writes something else in the same transaction as the changes so far. */
  alsoWrite(write: () => void): void {
    this.#writeBehind.note((unwritten) => unwritten.also(write));
  }

  noteAttempt(attempt: AttemptRecord): void {
    this.alsoWrite(() => this.#options.attemptStore.insert(attempt));
  }

  /** Takes batches with all their files off the list; none of these may be running. Their rows go little by little. Throws as `addBatch` does. */
  removeBatches(batches: readonly BatchRecord[]): void {
    if (batches.length === 0) return;
    this.writeNow(() => {
      for (const { batchId } of batches) this.#options.batchStore.unlist(batchId);
    });
    for (const { batchId } of batches) this.batches.delete(batchId);
    for (const { batchId, uploadId } of this.#live.values()) if (!this.batches.has(batchId)) this.#live.delete(uploadId);
    this.#sweeper.begin();
  }

  /** Resolves when all changes so far are on disk; rejects with an `UploadError` when the disk refuses them. */
  durable(): Promise<void> {
    return this.#writeBehind.durable();
  }

  /** The same for what is known of one file, which is quicker while thousands are on their way. */
  durableRow(record: UploadRecord): Promise<void> {
    return this.#writeBehind.durableRow(record);
  }

  /** Has all changes set out for the disk, without a wait for it; also what is to be told with the next of them. */
  setOut(): void {
    this.#writeBehind.setOut();
  }

  /** Writes all changes now, waits for the disk, then tells them. False: it refuses; they stay in memory and it is asked again. */
  commit(): boolean {
    return this.#writeBehind.commit();
  }

  close(): void {
    this.#sweeper.close();
    this.#writeBehind.close();
  }

  #apply(record: UploadRecord, changes: Changes): void {
    Object.assign(record, changes);
    if (changes.checkpoint !== undefined) record.plan = null;
  }

  #noteUpdate(record: UploadRecord): void {
    this.#writeBehind.note((unwritten) => unwritten.update(record));
    this.changeBatch(this.batchOf(record));
  }
}
