import type { BatchId } from '../../shared/ids.ts';
import type { Verification } from '../../shared/upload.ts';
import type { UploadCell } from '../store/upload-cell.ts';

export type VerifiedCounts = ReadonlyMap<Verification, number>;

/** What stands behind the completed files of a batch. */
export function countVerified(cells: readonly UploadCell[], batchId: BatchId): VerifiedCounts {
  const counts = new Map<Verification, number>();
  for (const { file } of cells) {
    if (file.batchId !== batchId || file.status !== 'completed') continue;
    const verification = file.verification ?? 'accepted';
    counts.set(verification, (counts.get(verification) ?? 0) + 1);
  }
  return counts;
}
