import type { UploadStatus } from '../../../shared/upload.ts';

/**
 * The state table: where a file may go from where it stands. What is not here does not happen.
 * `completed` after `paused`, `cancelled` or `queued`: the last byte was quicker than the click (or the two clicks), and what has arrived
 * is not called otherwise.
 * `queued` after an active status is the way back of a file whose slot was taken away: by a crash, the host's end or a held destination.
 */
const moves: Readonly<Record<UploadStatus, readonly UploadStatus[]>> = {
  queued: ['checking', 'paused', 'waiting', 'cancelled', 'failed', 'completed', 'skipped'],
  checking: ['uploading', 'queued', 'waiting', 'paused', 'failed', 'cancelled', 'skipped'],
  uploading: ['verifying', 'completed', 'queued', 'waiting', 'paused', 'failed', 'cancelled', 'skipped', 'checking'],
  verifying: ['completed', 'uploading', 'checking', 'queued', 'waiting', 'paused', 'failed', 'cancelled', 'skipped'],
  waiting: ['queued', 'paused', 'failed', 'cancelled'],
  paused: ['queued', 'cancelled', 'completed', 'skipped'],
  completed: [],
  failed: ['queued', 'cancelled'],
  cancelled: ['queued', 'completed', 'skipped'],
  skipped: ['queued'],
};

/** Whether the state table allows a file to go from one status to another. */
export function canMove(from: UploadStatus, to: UploadStatus): boolean {
  return moves[from].includes(to);
}
