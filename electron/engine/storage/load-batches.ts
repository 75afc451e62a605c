import type { BatchId } from '../../../shared/ids.ts';
import type { BatchRecord } from '../queue/batch-record.ts';
import { addConflicts } from '../queue/conflict-weight.ts';
import type { BatchStore } from './batch-store.ts';
import type { UploadStore } from './upload-store.ts';

/** Every batch with its counts and sums, in the order of their making. */
export function loadBatches(batchStore: BatchStore, uploadStore: UploadStore): Map<BatchId, BatchRecord> {
  const batches = new Map(batchStore.all().map((batch) => [batch.batchId, batch]));
  for (const { batchId, status, count, bytesTotal, bytesConfirmed, conflicts } of uploadStore.summary()) {
    const batch = batches.get(batchId);
    if (batch === undefined) continue;
    batch.counts[status] += count;
    addConflicts(batch.conflicts, conflicts, status);
    if (status === 'cancelled') continue;
    const arrivedBytes = status === 'completed' || status === 'skipped' ? bytesTotal : bytesConfirmed;
    batch.bytesTotal += bytesTotal;
    batch.bytesConfirmed += arrivedBytes;
    batch.bytesSent += arrivedBytes;
  }
  return batches;
}
