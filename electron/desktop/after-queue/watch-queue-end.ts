import type { BatchId } from '../../../shared/ids.ts';
import type { BatchProgress } from '../../../shared/progress.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Clock } from '../../engine/ports.ts';
import type { QueueEnd } from '../../host/after-queue/queue-end.ts';
import { watchTotals } from '../watch-totals.ts';

export interface QueueEndListener {
  /** All that was there has settled; nothing is paused either. */
  onEnd(end: QueueEnd): void;
  /** There is work again. */
  onWork(): void;
}

/** Tells when the queue is through after there was something in it, and when something comes again. Returns its end. */
export function watchQueueEnd(
  engine: Pick<Engine, 'onProgress' | 'totals' | 'overview'>,
  clock: Clock,
  { onEnd, onWork }: QueueEndListener,
): () => void {
  const seen = new Set<BatchId>();
  const noteWork = (batchId: BatchId): void => {
    if (seen.size === 0) onWork();
    seen.add(batchId);
  };
  // Every event, as a small batch is through before anybody looks.
  const stopListening = engine.onProgress((event) => {
    if (event.action === 'batch_progress' && isOpen(event.payload) && isMoving(event.payload)) noteWork(event.payload.batchId);
  });
  const stopWatching = watchTotals(engine, clock, () => {
    const { batches } = engine.overview();
    for (const batch of batches) if (isOpen(batch) && isMoving(batch)) noteWork(batch.batchId);
    // What a person paused is not through.
    if (seen.size === 0 || batches.some(isOpen)) return;
    const ended = batches.filter(({ batchId }) => seen.has(batchId));
    seen.clear();
    const hasFailures = ended.some(({ failed, refused }) => failed > 0 || refused > 0);
    // Nothing was done where all of it was cancelled.
    if (ended.some(({ successful, failed, skipped }) => successful + failed + skipped > 0)) onEnd({ batches: ended, hasFailures });
  });
  return () => {
    stopListening();
    stopWatching();
  };
}

function isOpen({ settledAt, isScanning }: BatchProgress): boolean {
  return settledAt === null || isScanning;
}

function isMoving({ active, queued, waiting, isScanning }: BatchProgress): boolean {
  return isScanning || active + queued + waiting > 0;
}
