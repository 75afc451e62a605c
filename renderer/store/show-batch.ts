import type { BatchId } from '../../shared/ids.ts';
import { windowStore } from './store.ts';
import { selectRow, setFilter, setFind } from './view-actions.ts';

/** Leads to the files of a batch: to those that failed where some did, else to the first of all. A batch that left the list leads nowhere. */
export function showBatch(batchId: BatchId): void {
  const batch = windowStore.getState().list.table.batches.find((one) => one.batchId === batchId);
  if (batch === undefined) return;
  setFind('');
  setFilter(batch.failed > 0 ? 'failed' : 'all');
  const first = windowStore.getState().list.visible.cells.find(({ file }) => file.batchId === batchId);
  if (first === undefined) return;
  selectRow(first.file.uploadId, 'only');
  windowStore.setState({ toReveal: first.file.uploadId });
}
