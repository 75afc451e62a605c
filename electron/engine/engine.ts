import type { Condition } from '../../shared/condition.ts';
import type { ConflictDecision, ConflictPage } from '../../shared/conflict.ts';
import type { AddAnswer, Affected, MoveAnswer, QueueOverview, Refusal, Scope, UploadHistory, UploadPage } from '../../shared/contract.ts';
import type { Destination, ProbeAnswer } from '../../shared/destination.ts';
import type { DestinationSecret, SecretKeeping } from '../../shared/destination-secret.ts';
import type { HostKeyChange } from '../../shared/host-key-change.ts';
import type { BatchId, DestinationId, UploadId, WatchId } from '../../shared/ids.ts';
import type { ProgressEnvelope, Totals } from '../../shared/progress.ts';
import type { UnfinishedRemoval, UnfinishedRow } from '../../shared/unfinished.ts';
import type { ConflictPolicy, UploadStatus } from '../../shared/upload.ts';
import type { Afterwards, WatchedFolder, WatchRules } from '../../shared/watched-folder.ts';
import type { EngineDefaults } from './engine-defaults.ts';

export interface AddRequest {
  readonly paths: readonly string[];
  /** The chosen default when left out. */
  readonly destinationId?: DestinationId;
  readonly conflict?: ConflictPolicy;
  readonly verify?: boolean;
  /** Counted attempts per file, the first included. */
  readonly maxAttempts?: number;
}

export interface UploadQuery {
  readonly fromPosition: number;
  readonly limit: number;
  readonly batchId?: BatchId;
  readonly status?: UploadStatus;
}

export interface ConflictQuery {
  readonly batchId: BatchId;
  /** Under the destination; `''`: the destination itself. */
  readonly folder: string;
  readonly fromIndex: number;
  readonly limit: number;
}

/** The façade: what hosts and request handlers may do with the engine. Methods throw `UploadError` and nothing else. */
export interface Engine {
  /** Resolves once every given path is written down; folders are walked on after it. */
  add(request: AddRequest): Promise<AddAnswer>;
  pause(scope: Scope): Promise<Affected>;
  /** Paused files go on; held destinations and waiting files are tried at once. */
  resume(scope: Scope): Promise<Affected>;
  /** Failed and cancelled files of the scope, and those that wait, begin again with fresh attempts. */
  retry(scope: Scope): Promise<Affected>;
  cancel(scope: Scope): Promise<Affected>;
  /**
   * Sends what of a batch has not arrived to another destination, as a new batch; what was begun at the old one is removed there. Throws
   * `batch-unknown`, `destination-unknown`, `not-possible-now` while its folders are still being walked.
   */
  moveBatch(batchId: BatchId, destinationId: DestinationId): Promise<MoveAnswer>;
  /** Takes settled batches off the list: all, or those that settled before a time (milliseconds since the epoch). */
  clearSettled(before?: number): Promise<Affected>;
  overview(): Omit<QueueOverview, 'sequence'>;
  totals(): Totals;
  listUploads(query: UploadQuery): UploadPage;
  /** In the order in which they came, at most `limit` from that one on. */
  listRefusals(batchId: BatchId, fromIndex: number, limit: number): readonly Refusal[];
  /** Throws `upload-unknown`. */
  listAttempts(uploadId: UploadId): UploadHistory;
  /** A link to hand on for a file that arrived; null where its destination has none. */
  linkTo(uploadId: UploadId): Promise<string | null>;
  /** What of a batch is at its destination already and waits for a decision. Throws `batch-unknown`. */
  listConflicts(query: ConflictQuery): ConflictPage;
  /** Decides about all of it at once. Throws `not-possible-now` while it is still being looked at what is there. */
  resolveConflicts(batchId: BatchId, decision: ConflictDecision): Promise<Affected>;
  readonly destinations: Destinations;
  readonly watchedFolders: WatchedFolders;
  /** Uploads that were begun at the destination and never ended, the oldest first; null where it has no such thing. */
  listUnfinished(destinationId: DestinationId): Promise<readonly UnfinishedRow[] | null>;
  /** Removes those that no file of the list needs; how each ended, in the order of the ids. */
  removeUnfinished(destinationId: DestinationId, unfinishedIds: readonly string[]): Promise<readonly UnfinishedRemoval[]>;
  /** Trusts the key that a destination's host shows now, if it is of that fingerprint, and looks at it again; null: only says which it is. */
  trustHostKey(destinationId: DestinationId, fingerprint: string | null): Promise<HostKeyChange>;
  setConcurrency(concurrency: number): void;
  /** null: no limit. */
  setRateLimit(bytesPerSecond: number | null): void;
  /** Bytes per second for the files of one destination together, besides the limit for all; a destination that is left out has none. */
  setDestinationLimits(limits: ReadonlyMap<string, number>): void;
  setDefaults(defaults: EngineDefaults): void;
  /** This computer's state forbids to send, or ceases to; null: it does not. Apart from a person's pause. The slow limit that goes with it is the host's to set. */
  setCondition(condition: Condition | null): void;
  /**
   * The machine woke up or its network changed: connections from before are mistrusted, waits that are over end, held destinations are probed.
   * The engine notices by itself, too, by its clocks and by the host's network; an event is only quicker.
   */
  wake(): void;
  /** Every event, coalesced to ten a second; a status change comes at once and in order. */
  onProgress(listener: (event: ProgressEnvelope) => void): () => void;
  /** Batches left the list, with all their files. */
  onBatchesRemoved(listener: (batchIds: readonly BatchId[]) => void): () => void;
  /** Resolves when the engine has nothing to do by itself: all files settled or paused, and no folder being walked. */
  whenIdle(): Promise<void>;
  /**
   * Lets nothing new begin, and what is on its way come to a place where it can be left without sending anything twice. Resolves with true when nothing is on
   * its way, and with false when it was called off.
   */
  drain(): Promise<boolean>;
  /** Calls it off: everything goes on. */
  endDrain(): void;
  /** Stops the bytes, writes down every checkpoint, closes the database. What was in flight goes on at the next start. */
  close(): Promise<void>;
}

export interface Destinations {
  list(): readonly Destination[];
  find(nameOrUrl: string): Destination | null;
  /** `isSaved: false` for a URL given on the command line: usable and resumable, but not in the list. Throws `destination-invalid`. */
  add(request: { readonly name: string; readonly url: string; readonly isSaved: boolean }): Destination;
  /** Another name or address; files under way go on with it. "This computer" cannot be changed. Throws `destination-invalid`. */
  update(destinationId: DestinationId, changes: { readonly name?: string; readonly url?: string }): Promise<Destination>;
  /** "Archive 2", with the same address and secrets. */
  duplicate(destinationId: DestinationId): Destination;
  remove(destinationId: DestinationId): Promise<void>;
  choose(destinationId: DestinationId): Destination;
  test(destinationId: DestinationId): Promise<ProbeAnswer>;
  /** What is to be done there with names that are taken, unless something else is said; null: asked each time. */
  rememberConflict(destinationId: DestinationId, conflict: ConflictPolicy | null): Destination;
  /** Asks an address that is not saved; with what is kept for a saved one, if it is the same server. */
  testAddress(url: string, secret: DestinationSecret, likeId: DestinationId | null): Promise<ProbeAnswer>;
  /** Trusts the key that the host of an address shows now, if it is of that fingerprint; null: only says which it is, and trusts nothing. */
  trustAddress(url: string, fingerprint: string | null): Promise<HostKeyChange>;
  /** Where this host keeps secrets. */
  readonly keeping: SecretKeeping;
  /** Keeps it, and looks at a destination again that waits for it. Throws `not-possible-now` where the host keeps none. */
  saveSecret(destinationId: DestinationId, secret: DestinationSecret): Destination;
  removeSecret(destinationId: DestinationId): Destination;
}

export interface WatchRequest {
  readonly path: string;
  /** One that is saved. */
  readonly destinationId: DestinationId;
  /** What is left out is as usual. */
  readonly rules: Partial<WatchRules>;
  readonly afterwards: Afterwards;
}

/** What is left out stays as it is. */
export interface WatchChange {
  readonly destinationId?: DestinationId;
  readonly rules: Partial<WatchRules>;
  readonly afterwards?: Afterwards;
}

/** Folders whose new files are sent by themselves. */
export interface WatchedFolders {
  list(): readonly WatchedFolder[];
  /**
   * A folder that was renamed since it was watched goes on with what was known of it. Throws `bad-request` with the reason for a folder that cannot be watched,
   * and `destination-unknown`.
   */
  add(request: WatchRequest): Promise<WatchedFolder>;
  /**
   * Holds for what is taken, or arrives, from then on: what was sent is not sent again, what is in the queue goes where it was going, and what was left
   * where it is stays there. Throws as `add`, and changes nothing then.
   */
  change(watchId: WatchId, change: WatchChange): Promise<WatchedFolder>;
  /** Files in the queue go on; what is in the folder stays. */
  remove(watchId: WatchId): Promise<void>;
  /** Nothing new is taken; what is in the queue goes on. */
  pause(watchId: WatchId): WatchedFolder;
  resume(watchId: WatchId): WatchedFolder;
}
