import type { BatchStatus } from '../../../shared/batch.ts';
import type { UploadStatus } from '../../../shared/upload.ts';

export interface BatchFacts {
  readonly counts: Readonly<Record<UploadStatus, number>>;
  readonly isScanning: boolean;
  /** A person cancelled the batch as a whole. */
  readonly isCancelled: boolean;
  /** Entries that could not be added. */
  readonly refused: number;
}

/**
 * The status of a batch, from its files: a pure function, so the two can never disagree.
 * `completed` means that everything arrived; one failed file makes a finished batch `failed`.
 */
export function batchStatusOf({ counts, isScanning, isCancelled, refused }: BatchFacts): BatchStatus {
  const active = counts.checking + counts.uploading + counts.verifying;
  if (active > 0) return 'processing';
  const settled = counts.completed + counts.failed + counts.cancelled + counts.skipped;
  const open = counts.queued + counts.waiting + counts.paused;
  if (open > 0 && counts.paused === open) return 'paused';
  if (open > 0) return settled > 0 || counts.waiting > 0 ? 'processing' : 'pending';
  if (isScanning) return settled > 0 ? 'processing' : 'pending';
  if (isCancelled) return 'cancelled';
  if (settled === 0 && refused > 0) return 'failed';
  if (counts.failed > 0) return 'failed';
  if (counts.cancelled > 0 && counts.completed + counts.skipped === 0) return 'cancelled';
  return 'completed';
}
