import type { BatchId } from '../../shared/ids.ts';
import { openBatchKey, receiptBatchId } from '../store/selectors.ts';
import { useWindow } from '../store/store.ts';
import { BatchHeader } from './batch-header.tsx';
import { Receipt } from './receipt.tsx';
import './batch-header.css';

/** The batches under way, the newest first; when all are over, the receipt of the last one. */
export function BatchList() {
  const openIds = useWindow(openBatchKey);
  const receiptId = useWindow(receiptBatchId);
  const batchIds = openIds === '' ? [] : (openIds.split(' ') as BatchId[]);
  if (batchIds.length === 0 && receiptId === null) return null;
  return (
    <div className="batches">
      {batchIds.length === 0 && receiptId !== null ? <Receipt batchId={receiptId} /> : null}
      {batchIds.map((batchId) => (
        <BatchHeader key={batchId} batchId={batchId} />
      ))}
    </div>
  );
}
