import type { BatchStore } from '../storage/batch-store.ts';
import type { UploadStore } from '../storage/upload-store.ts';
import type { BatchRecord } from './batch-record.ts';
import type { UploadRecord } from './upload-record.ts';

/** What the memory knows and the disk does not yet, and what the disk knows and nobody was told yet. */
export class UnwrittenChanges {
  #inserts = new Set<UploadRecord>();
  #updates = new Set<UploadRecord>();
  #batches = new Set<BatchRecord>();
  #also: (() => void)[] = [];
  /** Have their row already, ahead of the others. */
  #inserted = new Set<UploadRecord>();
  /** Stand in their row as they are. */
  #written = new Set<UploadRecord>();

  get isEmpty(): boolean {
    return this.#inserts.size + this.#updates.size + this.#batches.size + this.#also.length === 0;
  }

  insert(record: UploadRecord): void {
    this.#inserts.add(record);
  }

  update(record: UploadRecord): void {
    this.#updates.add(record);
    this.#written.delete(record);
  }

  updateBatch(batch: BatchRecord): void {
    this.#batches.add(batch);
  }

  also(write: () => void): void {
    this.#also.push(write);
  }

  /** Belongs into a transaction: nothing is forgotten here, so a failed one is simply written again. */
  write(uploadStore: UploadStore, batchStore: BatchStore): void {
    this.writeOnly(this.#changed(), uploadStore);
    // After the files, because an attempt names its file.
    for (const write of this.#also) write();
    for (const batch of this.#batches) batchStore.update(batch);
  }

  /** The rows of these files and nothing else; belongs into a transaction, with `noteWritten` after it. */
  writeOnly(records: Iterable<UploadRecord>, uploadStore: UploadStore): void {
    for (const record of records) {
      if (this.#written.has(record)) continue;
      const isNew = this.#inserts.has(record) && !this.#inserted.has(record);
      if (isNew) uploadStore.insert(record);
      else if (this.#updates.has(record)) uploadStore.update(record);
    }
  }

  /** What `writeOnly` wrote is on disk; it is told with the next that is taken. */
  noteWritten(records: Iterable<UploadRecord>): void {
    for (const record of records) {
      if (this.#inserts.has(record)) this.#inserted.add(record);
      this.#written.add(record);
    }
  }

  /** The disk refused what `writeOnly` wrote after all: it is written once more. */
  noteLost(records: Iterable<UploadRecord>): void {
    for (const record of records) {
      this.#written.delete(record);
      this.#updates.add(record);
    }
  }

  /** Forgets them, now that they are on disk, and answers what changed, in the order in which it did. */
  take(): { readonly uploads: readonly UploadRecord[]; readonly batches: readonly BatchRecord[] } {
    const taken = { uploads: [...this.#changed()], batches: [...this.#batches] };
    this.#inserts = new Set();
    this.#updates = new Set();
    this.#batches = new Set();
    this.#also = [];
    this.#inserted = new Set();
    this.#written = new Set();
    return taken;
  }

  #changed(): ReadonlySet<UploadRecord> {
    return new Set([...this.#inserts, ...this.#updates]);
  }
}
