import type { BatchId } from '../../../shared/ids.ts';
import type { BatchProgress } from '../../../shared/progress.ts';
import type { Engine } from '../../engine/engine.ts';

/** Tells each batch once when all of it has settled, and again when it was tried again. What had settled before is not told. Returns its end. */
export function watchBatchEnds(
  engine: Pick<Engine, 'onProgress' | 'onBatchesRemoved' | 'overview'>,
  onEnd: (batch: BatchProgress) => void,
): () => void {
  const settled = new Set<BatchId>();
  for (const batch of engine.overview().batches) if (isSettled(batch)) settled.add(batch.batchId);
  const stopListening = engine.onProgress(({ action, payload }) => {
    if (action !== 'batch_progress') return;
    if (!isSettled(payload)) settled.delete(payload.batchId);
    else if (!settled.has(payload.batchId)) {
      settled.add(payload.batchId);
      onEnd(payload);
    }
  });
  const stopForgetting = engine.onBatchesRemoved((batchIds) => {
    for (const batchId of batchIds) settled.delete(batchId);
  });
  return () => {
    stopListening();
    stopForgetting();
  };
}

function isSettled({ settledAt, isScanning }: BatchProgress): boolean {
  return settledAt !== null && !isScanning;
}
