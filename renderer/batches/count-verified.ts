import type { BatchId } from '../../shared/ids.ts';
import type { Verification } from '../../shared/upload.ts';
import type { UploadCell } from '../store/upload-cell.ts';

export type VerifiedCounts = Readonly<Record<Verification, number>>;

/** What stands behind the completed files of a batch. */
export function countVerified(cells: readonly UploadCell[], batchId: BatchId): VerifiedCounts {
  const counts: Record<Verification, number> = { checksum: 0, size: 0, accepted: 0 };
  for (const { file } of cells) {
    if (file.batchId === batchId && file.status === 'completed') counts[file.verification ?? 'accepted'] += 1;
  }
  return counts;
}
