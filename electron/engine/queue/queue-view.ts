import type { QueueOverview, Refusal, UploadHistory, UploadPage } from '../../../shared/contract.ts';
import type { BatchId, UploadId } from '../../../shared/ids.ts';
import type { Totals } from '../../../shared/progress.ts';
import type { UploadQuery } from '../engine.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { ProgressAggregator } from '../progress/progress-aggregator.ts';
import type { AttemptStore } from '../storage/attempt-store.ts';
import type { BatchStore } from '../storage/batch-store.ts';
import type { Queue } from './queue.ts';

/** Nothing else is done while a page is read and made into a message: about 20 ms. */
const mostUploadsPerPage = 1_000;

export interface QueueViewOptions {
  readonly queue: Queue;
  readonly batchStore: BatchStore;
  readonly attemptStore: AttemptStore;
  readonly aggregator: ProgressAggregator;
  readonly totals: () => Totals;
}

export interface QueueView {
  overview(): Omit<QueueOverview, 'sequence'>;
  listUploads(query: UploadQuery): UploadPage;
  listRefusals(batchId: BatchId, fromIndex: number, limit: number): readonly Refusal[];
  listAttempts(uploadId: UploadId): UploadHistory;
}

/** The answers to questions about the queue: what is on disk, with the live numbers of what is moving. */
export function createQueueView({ queue, batchStore, attemptStore, aggregator, totals }: QueueViewOptions): QueueView {
  function requireBatch(batchId: BatchId): void {
    if (!queue.batches.has(batchId)) throw new UploadError('batch-unknown', { details: { reason: batchId } });
  }

  return {
    overview: () => {
      queue.commit();
      return { batches: [...queue.batches.values()].map((batch) => aggregator.batchProgress(batch)), totals: totals() };
    },
    listUploads: ({ fromPosition, limit, batchId, status }) => {
      if (batchId !== undefined) requireBatch(batchId);
      const pageSize = Math.min(Math.max(1, limit), mostUploadsPerPage);
      const records = queue.load({
        fromPosition,
        limit: pageSize,
        ...(batchId === undefined ? {} : { batchId }),
        ...(status === undefined ? {} : { statuses: [status] }),
      });
      const last = records.at(-1);
      return {
        uploads: records.map((record) => aggregator.fileProgress(record)),
        nextPosition: last !== undefined && records.length === pageSize ? last.position + 1 : null,
      };
    },
    listRefusals: (batchId, fromIndex, limit) => {
      requireBatch(batchId);
      queue.commit();
      return batchStore.refusals(batchId, fromIndex, limit);
    },
    listAttempts: (uploadId) => {
      const record = queue.get(uploadId);
      if (record === null) throw new UploadError('upload-unknown', { details: { reason: uploadId } });
      queue.commit();
      return { location: record.location, attempts: attemptStore.list(uploadId) };
    },
  };
}
