import type { BatchStatus } from './batch.ts';
import type { Condition } from './condition.ts';
import type { BatchConflicts } from './conflict.ts';
import type { PlainError } from './error-codes.ts';
import type { BatchId, DestinationId, UploadId } from './ids.ts';
import type { UpdateNotice } from './update.ts';
import type { UploadStatus, Verification, WaitReason } from './upload.ts';

/**
 * One file as everybody outside the engine sees it: a row of the window and a line of NDJSON.
 * All values are absolute, so that a lost or doubled event does no harm.
 */
export interface FileProgress {
  readonly batchId: BatchId;
  readonly uploadId: UploadId;
  readonly fileName: string;
  /** Bytes. */
  readonly fileSize: number;
  /** 0 to 100 with one decimal; 100 only when the destination confirmed all of it. Falls only when the file has to begin again. */
  readonly progressPercentage: number;
  readonly status: UploadStatus;
  /** Where it arrives under the destination, with `/`: `photos/a/b.jpg`. */
  readonly relativePath: string;
  readonly sourcePath: string;
  /** Place in the queue; the list's order. */
  readonly position: number;
  /** Bytes given to the network; drives the bar. */
  readonly bytesSent: number;
  /** Bytes that the server said it has. */
  readonly bytesConfirmed: number;
  /** null where it is not known. */
  readonly speedBytesPerSecond: number | null;
  readonly secondsLeft: number | null;
  /** Counted attempts so far, and how many there may be. */
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly waitReason: WaitReason | null;
  /** Milliseconds since the epoch; null when it waits for an event and not for a time. */
  readonly retryAt: number | null;
  readonly error: PlainError | null;
  readonly verification: Verification | null;
  /** The server lost the upload's beginning, so it started anew. */
  readonly startedOver: boolean;
  /** The file changed after it was added, so it is sent as it is now. */
  readonly sourceChanged: boolean;
  /** When a byte of the running attempt last moved, in milliseconds since the epoch; null while nothing is to move. */
  readonly lastByteAt: number | null;
  readonly settledAt: number | null;
  /** Its name at the destination is looked at, or is taken and waits for a person; left out where neither is so. */
  readonly conflict?: 'looking' | 'asks';
}

export interface BatchProgress {
  readonly batchId: BatchId;
  readonly status: BatchStatus;
  readonly name: string;
  readonly destinationId: DestinationId;
  readonly destinationName: string;
  /** Files; grows while `isScanning`. */
  readonly total: number;
  /** successful + failed + cancelled + skipped. */
  readonly processed: number;
  readonly successful: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly skipped: number;
  readonly active: number;
  readonly waiting: number;
  readonly queued: number;
  readonly paused: number;
  /** Files left out on purpose, such as `.DS_Store`. */
  readonly ignored: number;
  /** Entries that could not be added: unreadable, not a regular file, too large. */
  readonly refused: number;
  readonly isScanning: boolean;
  /** By bytes, 0 to 100 with one decimal; never falls; 100 only when every file is confirmed. */
  readonly progressPercentage: number;
  readonly bytesTotal: number;
  readonly bytesSent: number;
  readonly bytesConfirmed: number;
  readonly speedBytesPerSecond: number | null;
  readonly secondsLeft: number | null;
  readonly createdAt: number;
  readonly settledAt: number | null;
  /** What it met at its destination; left out where that was nothing. */
  readonly conflicts?: BatchConflicts;
  /** The watched folder that its files came of; left out where somebody added them. */
  readonly watchedPath?: string;
}

/** The whole queue in one line: every batch that is not settled, or the last one when all are. */
export interface Totals {
  readonly total: number;
  readonly active: number;
  readonly waiting: number;
  readonly queued: number;
  readonly paused: number;
  readonly failed: number;
  readonly successful: number;
  readonly cancelled: number;
  readonly skipped: number;
  readonly bytesTotal: number;
  readonly bytesSent: number;
  readonly speedBytesPerSecond: number | null;
  readonly secondsLeft: number | null;
  readonly progressPercentage: number;
  /** Destinations that hold their files now, each with one reason. */
  readonly held: readonly HeldDestination[];
  /** Something that concerns the whole queue, such as a full disk under its database. */
  readonly notice: PlainError | null;
  /** This computer's state holds all of it back; left out where it does not. */
  readonly condition?: Condition;
}

export interface HeldDestination {
  readonly destinationId: DestinationId;
  readonly destinationName: string;
  readonly reason: WaitReason;
  readonly error: PlainError | null;
  readonly retryAt: number | null;
}

/** The wire shape of the seed: what listeners and `--json` get. */
export type ProgressEnvelope =
  | { readonly action: 'file_progress'; readonly payload: FileProgress; readonly timestamp: string }
  | { readonly action: 'batch_progress'; readonly payload: BatchProgress; readonly timestamp: string };

/** What the window gets, at most ten a second and at most one unacknowledged. */
export interface ChangeBatch {
  /** Grows by one each time; a gap makes the window ask for the list again. */
  readonly sequence: number;
  readonly uploads: readonly FileProgress[];
  readonly batches: readonly BatchProgress[];
  readonly totals: Totals;
  /** Batches that were removed from the list, with all their files. */
  readonly removedBatchIds: readonly BatchId[];
  /** Of the settings; another one than is known makes the window ask for them again. */
  readonly settingsRevision: number;
  /** What is to be said of an update; left out by a host that has none. */
  readonly updateNotice?: UpdateNotice | null;
  /** A person asked for them elsewhere, as in the menu. */
  readonly opensSettings: boolean;
  /** The same of the watched folders. */
  readonly opensWatchedFolders?: boolean;
  /** A person asked for this batch, as in the tray. */
  readonly showsBatchId?: BatchId;
}
