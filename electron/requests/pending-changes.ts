import type { BatchId, UploadId } from '../../shared/ids.ts';
import type { BatchProgress, ChangeBatch, FileProgress, ProgressEnvelope } from '../../shared/progress.ts';

export type ChangeParts = Pick<ChangeBatch, 'uploads' | 'batches' | 'removedBatchIds'>;

/** What the window does not know yet: the latest value of each file and batch, in the order in which they first changed. */
export class PendingChanges {
  readonly #uploads = new Map<UploadId, FileProgress>();
  readonly #batches = new Map<BatchId, BatchProgress>();
  readonly #removedBatchIds = new Set<BatchId>();

  get isEmpty(): boolean {
    return this.#uploads.size + this.#batches.size + this.#removedBatchIds.size === 0;
  }

  get uploadCount(): number {
    return this.#uploads.size;
  }

  put(event: ProgressEnvelope): void {
    switch (event.action) {
      case 'file_progress':
        this.#uploads.set(event.payload.uploadId, event.payload);
        return;
      case 'batch_progress':
        this.#batches.set(event.payload.batchId, event.payload);
        return;
    }
  }

  /** Forgets what was to be told of the batches and their files: they are gone. */
  removeBatches(batchIds: readonly BatchId[]): void {
    const gone = new Set(batchIds);
    for (const [uploadId, { batchId }] of this.#uploads) if (gone.has(batchId)) this.#uploads.delete(uploadId);
    for (const batchId of gone) {
      this.#batches.delete(batchId);
      this.#removedBatchIds.add(batchId);
    }
  }

  clear(): void {
    this.#uploads.clear();
    this.#batches.clear();
    this.#removedBatchIds.clear();
  }

  /** Takes the oldest changes out, at most `mostUploads` files. */
  take(mostUploads: number): ChangeParts {
    const uploads: FileProgress[] = [];
    for (const [uploadId, upload] of this.#uploads) {
      if (uploads.length === mostUploads) break;
      uploads.push(upload);
      this.#uploads.delete(uploadId);
    }
    const parts = { uploads, batches: [...this.#batches.values()], removedBatchIds: [...this.#removedBatchIds] };
    this.#batches.clear();
    this.#removedBatchIds.clear();
    return parts;
  }
}
