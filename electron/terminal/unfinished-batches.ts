import type { BatchProgress } from '../../shared/progress.ts';

/** Batches in which something is left to do, paused files included. */
export function unfinishedBatches(batches: readonly BatchProgress[]): readonly BatchProgress[] {
  return batches.filter(({ isScanning, total, processed }) => isScanning || processed < total);
}

/** Files that are left to do in all of them. */
export function unfinishedFiles(batches: readonly BatchProgress[]): number {
  return batches.reduce((files, { total, processed }) => files + total - processed, 0);
}
