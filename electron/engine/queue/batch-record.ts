import type { ConflictChoice } from '../../../shared/conflict.ts';
import type { BatchId, DestinationId, WatchId } from '../../../shared/ids.ts';
import type { ConflictPolicy, UploadStatus } from '../../../shared/upload.ts';

/** Files of a batch by what is known of their names at the destination, and by what was decided where they were taken. */
export type ConflictCounts = Record<ConflictChoice | 'looking' | 'asked', number>;

/** One batch in the engine's memory. The counts are kept by `Queue`, the rest is written once. */
export interface BatchRecord {
  readonly batchId: BatchId;
  readonly name: string;
  readonly destinationId: DestinationId;
  /** null: not chosen, so what arrived before is not sent again and a taken name gets a number. */
  readonly conflict: ConflictPolicy | null;
  readonly verify: boolean;
  readonly maxAttempts: number;
  readonly createdAt: number;
  /** The watched folder that it came of; null: somebody added it. */
  readonly watchId: WatchId | null;
  /** Where that folder was. */
  readonly watchedPath: string | null;
  isScanning: boolean;
  isCancelled: boolean;
  ignored: number;
  refused: number;
  settledAt: number | null;
  readonly counts: Record<UploadStatus, number>;
  readonly conflicts: ConflictCounts;
  /** Bytes of all files but the cancelled ones. */
  bytesTotal: number;
  bytesConfirmed: number;
  bytesSent: number;
  /** The highest percentage shown; the bar does not go below it. */
  shownPercentage: number;
}

type BatchSums = Pick<BatchRecord, 'counts' | 'conflicts' | 'bytesTotal' | 'bytesConfirmed' | 'bytesSent' | 'shownPercentage'>;

/** The sums of a batch whose files are still to be added up. */
export function emptySums(): BatchSums {
  return { counts: emptyCounts(), conflicts: noConflicts(), bytesTotal: 0, bytesConfirmed: 0, bytesSent: 0, shownPercentage: 0 };
}

export function emptyCounts(): Record<UploadStatus, number> {
  return {
    queued: 0,
    checking: 0,
    uploading: 0,
    verifying: 0,
    waiting: 0,
    paused: 0,
    completed: 0,
    failed: 0,
    cancelled: 0,
    skipped: 0,
  };
}

export function noConflicts(): ConflictCounts {
  return { looking: 0, asked: 0, overwrite: 0, skip: 0, rename: 0 };
}
