import type { BatchId } from '../../shared/ids.ts';
import { windowStore } from './store.ts';

/** Once it is known what this batch meets at its destination, a person is asked about it by itself. */
export function askOnceKnown(batchId: BatchId | null): void {
  if (batchId !== null) windowStore.setState(({ toAsk }) => ({ toAsk: [...toAsk, batchId] }));
}
