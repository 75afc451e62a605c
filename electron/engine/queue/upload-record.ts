import type { FoundStamp } from '../../../shared/conflict.ts';
import type { PlainError } from '../../../shared/error-codes.ts';
import type { BatchId, DestinationId, UploadId } from '../../../shared/ids.ts';
import type { UploadStatus, Verification, WaitReason } from '../../../shared/upload.ts';
import type { Checkpoint, TargetConflict } from '../protocols/protocol.ts';
import type { Fingerprint, ReadPrefix } from '../source/upload-source.ts';

/**
 * What is to be known before a file begins. `open`: whether its name is taken. `sent`: the same, and it arrived there before, so that nobody is
 * asked while it still is there. `asks`: its name is taken, and a person decides.
 */
export const conflictStates = ['open', 'sent', 'asks'] as const;
export type ConflictState = (typeof conflictStates)[number];

/** One file in the engine's memory. Its status changes only through `Queue.move`. */
export interface UploadRecord {
  readonly uploadId: UploadId;
  readonly batchId: BatchId;
  readonly destinationId: DestinationId;
  readonly position: number;
  readonly sourcePath: string;
  readonly relativePath: string;
  fingerprint: Fingerprint;
  /** What is known of the bytes that were read of it; null while it is being read. */
  readPrefix: ReadPrefix | null;
  status: UploadStatus;
  /** Counted attempts that have begun. */
  attempt: number;
  waitReason: WaitReason | null;
  retryAt: number | null;
  error: PlainError | null;
  bytesConfirmed: number;
  checkpoint: Checkpoint | null;
  /** Not stored: the checkpoint is only what it will begin with, and nothing has begun; resolves once that is on disk. null: it may have begun. */
  plan: Promise<void> | null;
  verification: Verification | null;
  location: string | null;
  /** Its name under the destination, where it has arrived under another one than its own. */
  storedAs: string | null;
  startedOver: boolean;
  /** Cancelled while the destination still keeps a part of it. */
  discardPending: boolean;
  settledAt: number | null;
  /** null: nothing is to be known, and it may begin. */
  conflictState: ConflictState | null;
  /** What was decided for this file; null: what goes for its batch. */
  targetConflict: TargetConflict | null;
  /** What the destination has under its name, as it was seen before the batch began. */
  found: FoundStamp | null;
  /** Not stored: what the network took in this attempt and what was there before it. */
  bytesSent: number;
  /** Not stored: which run of the file may still write to this record; an older one is a ghost. */
  runNumber: number;
  /** Not stored: what was begun of it was begun by a process before this one, and this one has not run it yet. False where nobody knows. */
  isFromBefore: boolean;
  /** Not stored: how often this very file made its destination pause since the server last confirmed a byte of it. */
  bounces: number;
  /** Not stored: how often it was found locked in a row. */
  lockedLooks: number;
  /** Not stored: the most that was ever confirmed of it, also before it had to begin again; only more than that is progress. */
  furthestConfirmed: number;
  /** Not stored: the file is another one than when it was added. */
  sourceChanged: boolean;
  /** Not stored: when a byte of the running attempt last moved. */
  lastByteAt: number | null;
}
