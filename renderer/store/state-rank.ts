import type { UploadStatus } from '../../shared/upload.ts';

const ranks: Readonly<Record<UploadStatus, number>> = {
  uploading: 0,
  verifying: 0,
  checking: 0,
  waiting: 1,
  failed: 2,
  queued: 3,
  paused: 4,
  completed: 5,
  skipped: 5,
  cancelled: 6,
};

/** Where a status stands when the list is sorted by state: what moves first, what is over last. */
export function stateRankOf(status: UploadStatus): number {
  return ranks[status];
}

export const stateRankCount = 7;
