import type { BatchStore } from '../storage/batch-store.ts';
import type { UploadStore } from '../storage/upload-store.ts';
import type { BatchRecord } from './batch-record.ts';
import type { UploadRecord } from './upload-record.ts';

/** What the memory knows and the disk does not yet. */
export class UnwrittenChanges {
  #inserts = new Set<UploadRecord>();
  #updates = new Set<UploadRecord>();
  #batches = new Set<BatchRecord>();
  #also: (() => void)[] = [];

  get isEmpty(): boolean {
    return this.#inserts.size + this.#updates.size + this.#batches.size + this.#also.length === 0;
  }

  insert(record: UploadRecord): void {
    this.#inserts.add(record);
  }

  update(record: UploadRecord): void {
    this.#updates.add(record);
  }

  updateBatch(batch: BatchRecord): void {
    this.#batches.add(batch);
  }

  also(write: () => void): void {
    this.#also.push(write);
  }

  /** Belongs into a transaction: nothing is forgotten here, so a failed one is simply written again. */
  write(uploadStore: UploadStore, batchStore: BatchStore): void {
    for (const record of this.#inserts) uploadStore.insert(record);
    for (const record of this.#updates) if (!this.#inserts.has(record)) uploadStore.update(record);
    // After the files, because an attempt names its file.
    for (const write of this.#also) write();
    for (const batch of this.#batches) batchStore.update(batch);
  }

  /** Forgets them, now that they are on disk, and answers what changed, in the order in which it did. */
  take(): { readonly uploads: readonly UploadRecord[]; readonly batches: readonly BatchRecord[] } {
    const taken = { uploads: [...new Set([...this.#inserts, ...this.#updates])], batches: [...this.#batches] };
    this.#inserts = new Set();
    this.#updates = new Set();
    this.#batches = new Set();
    this.#also = [];
    return taken;
  }
}
