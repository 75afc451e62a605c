import type { BatchProgress } from '../../shared/progress.ts';

/** Nothing moves any more by itself: all files are settled, or a person paused them. */
export function isFinished(batch: BatchProgress): boolean {
  return !batch.isScanning && batch.total - batch.processed - batch.paused === 0;
}
