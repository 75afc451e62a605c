import type { BatchStore } from '../storage/batch-store.ts';
import type { UploadStore } from '../storage/upload-store.ts';
import type { BatchRecord } from './batch-record.ts';
import type { UploadRecord } from './upload-record.ts';

/** In the order in which they changed. */
export interface Changes {
  readonly uploads: readonly UploadRecord[];
  readonly batches: readonly BatchRecord[];
}

/** What the memory knows and the database does not yet, and what the database knows and nobody is about to be told yet. */
export class UnwrittenChanges {
  /** Changed since they were taken last, with those whose row is written already. */
  #uploads = new Set<UploadRecord>();
  /** Of them, those whose row is not as they are. */
  readonly #stale = new Set<UploadRecord>();
  /** Have no row yet. */
  readonly #new = new Set<UploadRecord>();
  #batches = new Set<BatchRecord>();
  #also: (() => void)[] = [];

  get isEmpty(): boolean {
    return this.#uploads.size + this.#batches.size + this.#also.length === 0;
  }

  has(record: UploadRecord): boolean {
    return this.#uploads.has(record);
  }

  insert(record: UploadRecord): void {
    this.#new.add(record);
    this.update(record);
  }

  update(record: UploadRecord): void {
    this.#uploads.add(record);
    this.#stale.add(record);
  }

  updateBatch(batch: BatchRecord): void {
    this.#batches.add(batch);
  }

  also(write: () => void): void {
    this.#also.push(write);
  }

  /** Belongs into a transaction, with `take` after it: nothing is forgotten here, so a failed one is simply written again. */
  write(uploadStore: UploadStore, batchStore: BatchStore): void {
    this.writeRows(this.#stale, uploadStore);
    // After the files, because an attempt names its file.
    for (const write of this.#also) write();
    for (const batch of this.#batches) batchStore.update(batch);
  }

  /** The rows of these files and nothing else; belongs into a transaction, with `noteWritten` after it. */
  writeRows(records: Iterable<UploadRecord>, uploadStore: UploadStore): void {
    for (const record of records) {
      if (this.#new.has(record)) uploadStore.insert(record);
      else if (this.#stale.has(record)) uploadStore.update(record);
    }
  }

  /** What `writeRows` wrote is in the database; it is taken with all others. */
  noteWritten(records: Iterable<UploadRecord>): void {
    for (const record of records) {
      this.#new.delete(record);
      this.#stale.delete(record);
    }
  }

  /** Forgets them, now that they are in the database, and answers what changed. */
  take(): Changes {
    const taken = { uploads: [...this.#uploads], batches: [...this.#batches] };
    this.#uploads = new Set();
    this.#stale.clear();
    this.#new.clear();
    this.#batches = new Set();
    this.#also = [];
    return taken;
  }

  /** They are in the database, and the disk refused to keep them after all: their rows are written once more, before they are told with what came since. */
  putBack({ uploads, batches }: Changes): void {
    this.#uploads = new Set([...uploads, ...this.#uploads]);
    for (const record of uploads) this.#stale.add(record);
    this.#batches = new Set([...batches, ...this.#batches]);
  }
}
