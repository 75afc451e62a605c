import type { Scope } from '../../../shared/contract.ts';
import type { BatchId, UploadId } from '../../../shared/ids.ts';
import type { UploadStatus } from '../../../shared/upload.ts';
import { isSettled } from '../../../shared/upload.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { UploadFilter } from '../storage/upload-store.ts';
import type { BatchRecord } from './batch-record.ts';
import { betweenSlices, filesPerSlice } from './between-slices.ts';
import type { Queue } from './queue.ts';
import type { UploadRecord } from './upload-record.ts';

/** Finds the files that a control acts on, a slice at a time, since they may be a hundred thousand. */
export class ScopeFiles {
  readonly #queue: Queue;

  constructor(queue: Queue) {
    this.#queue = queue;
  }

  /** Throws `batch-unknown`. */
  batchesOf(scope: Scope): readonly BatchRecord[] {
    switch (scope.kind) {
      case 'uploads':
        return [];
      case 'batch':
        return [this.#knownBatch(scope.batchId)];
      case 'all':
        return [...this.#queue.batches.values()];
    }
  }

  /**
   * Those in one of the statuses, each once, in slices; between two of them everything else has its turn. Whoever takes a slice must have changed what it wants
   * to change before it asks for the next one. Throws `upload-unknown` before the first slice where one of the named files is not there, and `batch-unknown`.
   */
  async *slices(scope: Scope, statuses: readonly UploadStatus[]): AsyncGenerator<readonly UploadRecord[]> {
    const isMeant = (record: UploadRecord): boolean => statuses.includes(record.status) && this.#queue.batches.has(record.batchId);
    if (scope.kind === 'uploads') {
      yield* this.#slicesOf(await this.#named(scope.uploadIds), isMeant);
      return;
    }
    this.batchesOf(scope);
    const isInScope = (record: UploadRecord): boolean => scope.kind === 'all' || record.batchId === scope.batchId;
    // Whatever is not settled is in memory. While the disk refuses writes, that also knows better.
    yield* this.#slicesOf(
      [...this.#queue.live()].filter((record) => isInScope(record) && isMeant(record)),
      isMeant,
    );
    const inScope = scope.kind === 'batch' ? { batchId: scope.batchId } : {};
    for (const status of statuses) if (isSettled(status)) yield* this.inOrder({ ...inScope, statuses: [status] });
  }

  /** Those on the disk, in their order, in slices as above. */
  async *inOrder(filter: Pick<UploadFilter, 'batchId' | 'statuses'>): AsyncGenerator<readonly UploadRecord[]> {
    for (let fromPosition = 0; ; ) {
      const page = this.#queue.load({ ...filter, fromPosition, limit: filesPerSlice });
      yield page;
      const last = page.at(-1);
      if (last === undefined || page.length < filesPerSlice) return;
      fromPosition = last.position + 1;
      await betweenSlices();
    }
  }

  async *#slicesOf(records: readonly UploadRecord[], isMeant: (record: UploadRecord) => boolean): AsyncGenerator<readonly UploadRecord[]> {
    for (let start = 0; start < records.length; start += filesPerSlice) {
      if (start > 0) await betweenSlices();
      // As they are now: in between any of them may have ended, or left the list.
      yield records.slice(start, start + filesPerSlice).filter(isMeant);
    }
  }

  async #named(uploadIds: readonly UploadId[]): Promise<readonly UploadRecord[]> {
    const records: UploadRecord[] = [];
    for (let start = 0; start < uploadIds.length; start += filesPerSlice) {
      if (start > 0) await betweenSlices();
      const some = uploadIds.slice(start, start + filesPerSlice);
      const known = new Map(this.#queue.load({ uploadIds: some }).map((record) => [record.uploadId, record]));
      for (const uploadId of some) {
        // While the disk refuses writes, the memory knows files that it does not.
        const record = known.get(uploadId) ?? this.#queue.get(uploadId);
        if (record === null) throw new UploadError('upload-unknown', { details: { reason: uploadId } });
        records.push(record);
      }
    }
    return [...new Set(records)];
  }

  #knownBatch(batchId: BatchId): BatchRecord {
    const batch = this.#queue.batches.get(batchId);
    if (batch === undefined) throw new UploadError('batch-unknown', { details: { reason: batchId } });
    return batch;
  }
}
