import type { ActiveStatus, ConflictPolicy } from '../../shared/upload.ts';
import type { UploadError } from './errors/upload-error.ts';
import type { Checkpoint, TargetConflict } from './protocols/protocol.ts';
import type { Fingerprint, ReadPrefix, SourcePin } from './source/upload-source.ts';

/** What the runner reads of the upload; it writes only through `UploadRunEvents`. */
export interface UploadInHand {
  readonly uploadId: string;
  readonly sourcePath: string;
  readonly relativePath: string;
  readonly fingerprint: Fingerprint;
  readonly readPrefix: ReadPrefix | null;
  readonly checkpoint: Checkpoint | null;
  /** See `UploadRecord`. */
  readonly plan: Promise<void> | null;
  /** See `UploadRecord`. */
  readonly isFromBefore: boolean;
  readonly bytesConfirmed: number;
  /** Counted attempts before this run. */
  readonly attempt: number;
  /** The most that was ever confirmed of it. */
  readonly furthestConfirmed: number;
  /** How often this file made its destination pause before. */
  readonly bounces: number;
  /** What was decided for this file; null: what goes for its batch. */
  readonly targetConflict: TargetConflict | null;
  /** How often it was found locked in a row before. */
  readonly lockedLooks: number;
}

/** What the whole batch decides for each of its files. */
export interface BatchInHand {
  readonly conflict: ConflictPolicy | null;
  readonly verify: boolean;
  readonly maxAttempts: number;
}

/** What happens to the upload while it runs, told to whoever keeps it. */
export interface UploadRunEvents {
  onStatus(status: ActiveStatus): void;
  onAttempt(attempt: number): void;
  onAttemptEnded(end: AttemptEnd): void;
  onBytesSent(bytesSent: number): void;
  /** Resolves when it is on disk. */
  onCheckpoint(checkpoint: Checkpoint | null, bytesConfirmed: number): Promise<void>;
  /** The file is another one now: what was sent of the old one is worth nothing. */
  onSourceChanged(fingerprint: Fingerprint): Promise<void>;
  /** It is still the same file, and this is known of it now. Resolves when it is on disk. */
  onPin(pin: SourcePin): Promise<void>;
  onStartedOver(): void;
  /** See `TransferRequest`. */
  onStored(): void;
  /** A failure that may be the whole destination's; true when the destination is held because of it. */
  onDestinationFailure(error: UploadError): boolean;
  /** Whether connections that were cut may be laid to the outage that showed itself right after, once. */
  onCutByOutage(): boolean;
}

export interface AttemptEnd {
  readonly startedAt: number;
  readonly error: UploadError | null;
  readonly isStopped: boolean;
  readonly bytesFrom: number;
  readonly bytesTo: number;
}
