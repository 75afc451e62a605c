import type { Attempt } from './attempt.ts';
import type { ConflictDecision, ConflictPage } from './conflict.ts';
import type { Destination, ProbeAnswer } from './destination.ts';
import type { DestinationSecret, SecretKeeping } from './destination-secret.ts';
import type { ErrorDetails, PlainError } from './error-codes.ts';
import type { HostKeyChange, TrustedPlace } from './host-key-change.ts';
import type { BatchId, DestinationId, UploadId, WatchId } from './ids.ts';
import type { ImportChoice, ImportList, ImportResult } from './importable.ts';
import type { BatchProgress, ChangeBatch, FileProgress, Totals } from './progress.ts';
import type { SettingsChange } from './settings.ts';
import type { SettingsView } from './settings-view.ts';
import type { UnfinishedRemoval, UnfinishedRow } from './unfinished.ts';
import type { UpdateLook, UpdateNotice } from './update.ts';
import type { ConflictPolicy, UploadStatus } from './upload.ts';
import type { Afterwards, WatchedFolder, WatchRules } from './watched-folder.ts';

/** What a control acts on. */
export type Scope =
  | { readonly kind: 'uploads'; readonly uploadIds: readonly UploadId[] }
  | { readonly kind: 'batch'; readonly batchId: BatchId }
  | { readonly kind: 'all' };

/** How many files a control changed; the others were in a status that it does not apply to. */
export interface Affected {
  readonly affected: number;
}

export interface Refusal extends PlainError {
  readonly path: string;
}

/** The answer to adding: scanning folders goes on after it, and its numbers follow in `BatchProgress`. */
export interface AddAnswer {
  readonly batchId: BatchId | null;
  /** Files that were in the queue when the answer was given. */
  readonly added: number;
  readonly refusals: readonly Refusal[];
}

export interface MoveAnswer extends Affected {
  /** The new batch; null when nothing could be moved. */
  readonly batchId: BatchId | null;
}

export interface UploadPage {
  readonly uploads: readonly FileProgress[];
  /** Give it to the next call; null when there is no more. */
  readonly nextPosition: number | null;
}

/** What is known of one file besides its row. */
export interface UploadHistory {
  /** Where it is now, if the destination said so. */
  readonly location: string | null;
  /** In the order in which they were made; of many, the first few and the last ones. */
  readonly attempts: readonly Attempt[];
}

export interface QueueOverview {
  /** Changes with a sequence up to this one are already contained. */
  readonly sequence: number;
  readonly batches: readonly BatchProgress[];
  readonly totals: Totals;
}

/**
 * Every request, one line each: arguments in, answer out, both plain data.
 * "To add a command" in CONTRIBUTING.md names the other places: a handler with its schema in `electron/requests/`.
 */
export interface Requests {
  getOverview(args: Record<string, never>): QueueOverview;
  listUploads(args: {
    readonly fromPosition: number;
    readonly limit: number;
    readonly batchId?: BatchId;
    readonly status?: UploadStatus;
  }): UploadPage;
  /** A page of them, at most 1,000. `nextIndex`: give it to the next call as `fromIndex`; null when there is no more. */
  listRefusals(args: { readonly batchId: BatchId; readonly fromIndex?: number; readonly limit?: number }): {
    readonly refusals: readonly Refusal[];
    readonly nextIndex: number | null;
  };
  listAttempts(args: { readonly uploadId: UploadId }): UploadHistory;
  /** A link to hand on for a file that arrived, http or https; null where its destination has none. */
  getLink(args: { readonly uploadId: UploadId }): { readonly link: string | null };
  /** `ask` means what is remembered for the destination, or else what the settings say; with `asksAnyway` a person is asked all the same. */
  addPaths(args: {
    readonly paths: readonly string[];
    readonly destinationId?: DestinationId;
    readonly conflict?: ConflictPolicy;
    readonly asksAnyway?: boolean;
    readonly verify?: boolean;
    /** Counted attempts per file, the first included. */
    readonly maxAttempts?: number;
  }): AddAnswer;
  /** One folder of what a batch has met at its destination and waits for a decision; `''`: the destination itself. */
  getConflicts(args: {
    readonly batchId: BatchId;
    readonly folder?: string;
    readonly fromIndex?: number;
    readonly limit?: number;
  }): ConflictPage;
  resolveConflicts(args: { readonly batchId: BatchId; readonly decision: ConflictDecision }): Affected;
  /** null: a person is asked each time. */
  rememberConflict(args: { readonly destinationId: DestinationId; readonly conflict: ConflictPolicy | null }): Destination;
  pause(args: { readonly scope: Scope }): Affected;
  resume(args: { readonly scope: Scope }): Affected;
  retry(args: { readonly scope: Scope }): Affected;
  cancel(args: { readonly scope: Scope }): Affected;
  /** Takes settled batches off the list; what arrived stays where it arrived. */
  clearSettled(args: Record<string, never>): Affected;
  /** Sends what of a batch has not arrived to another destination. */
  moveBatch(args: { readonly batchId: BatchId; readonly destinationId: DestinationId }): MoveAnswer;
  listDestinations(args: Record<string, never>): { readonly destinations: readonly Destination[]; readonly keeping: SecretKeeping };
  /** By its name or address; an address that nobody saved is made usable without being saved, and is `isNew` then. */
  findDestination(args: { readonly nameOrUrl: string }): { readonly destination: Destination; readonly isNew: boolean };
  addDestination(args: { readonly name: string; readonly url: string }): Destination;
  removeDestination(args: { readonly destinationId: DestinationId }): Affected;
  chooseDestination(args: { readonly destinationId: DestinationId }): Destination;
  testDestination(args: { readonly destinationId: DestinationId }): ProbeAnswer;
  /** Trusts the key that its host shows now, if it is of that fingerprint; null: only says which it is, and trusts nothing. */
  trustHostKey(args: { readonly destinationId: DestinationId; readonly fingerprint: string | null }): HostKeyChange;
  updateDestination(args: { readonly destinationId: DestinationId; readonly name?: string; readonly url?: string }): Destination;
  duplicateDestination(args: { readonly destinationId: DestinationId }): Destination;
  /** Tests what is typed in before it is saved. `destinationId`: the one that it would change, whose secrets count where none is typed. */
  testAddress(args: { readonly url: string; readonly secret?: DestinationSecret; readonly destinationId?: DestinationId }): ProbeAnswer;
  /** Secrets go in here and in `testAddress`, and come out nowhere. */
  saveSecret(args: { readonly destinationId: DestinationId; readonly secret: DestinationSecret }): Destination;
  removeSecret(args: { readonly destinationId: DestinationId }): Destination;
  /** null: the destination has no such thing. */
  listUnfinished(args: { readonly destinationId: DestinationId }): { readonly uploads: readonly UnfinishedRow[] | null };
  removeUnfinished(args: { readonly destinationId: DestinationId; readonly unfinishedIds: readonly string[] }): {
    readonly removals: readonly UnfinishedRemoval[];
  };
  getSettings(args: Record<string, never>): SettingsView;
  /** All of the change or nothing: a setting that is wrong is `settings-invalid`, and says which and why. */
  updateSettings(args: { readonly change: SettingsChange }): SettingsView;
  exportSettings(args: Record<string, never>): { readonly text: string };
  importSettings(args: { readonly text: string }): SettingsView;
  /** Goes in here and comes out nowhere; an empty one takes it away. */
  saveProxyPassword(args: { readonly password: string }): SettingsView;
  /** Nothing is done after the queue this time. */
  cancelAfterQueue(args: Record<string, never>): SettingsView;
  listWatchedFolders(args: Record<string, never>): { readonly folders: readonly WatchedFolder[] };
  /** Of a saved destination. Not from the window, which asks with `chooseWatchedFolder`. */
  addWatchedFolder(args: {
    readonly path: string;
    readonly destinationId: DestinationId;
    readonly rules: Partial<WatchRules>;
    readonly afterwards: Afterwards;
  }): WatchedFolder;
  /** What is left out stays as it is, and nothing that was sent is sent again. Not from the window, which asks with `editWatchedFolder`. */
  changeWatchedFolder(args: {
    readonly watchId: WatchId;
    readonly destinationId?: DestinationId;
    readonly rules: Partial<WatchRules>;
    readonly afterwards?: Afterwards;
  }): WatchedFolder;
  /** What is in it stays, and what is in the queue goes on. */
  removeWatchedFolder(args: { readonly watchId: WatchId }): Affected;
  pauseWatchedFolder(args: { readonly watchId: WatchId }): WatchedFolder;
  /** Also looks at once, and takes what failed and left the list. */
  resumeWatchedFolder(args: { readonly watchId: WatchId }): WatchedFolder;
}

/** Requests that only the desktop host answers, because they open a dialog or another program, or need its keychain. */
export interface DesktopRequests {
  chooseFiles(args: Record<string, never>): { readonly paths: readonly string[] };
  chooseFolder(args: Record<string, never>): { readonly paths: readonly string[] };
  /** Shows the source file in the system's file manager. */
  showSource(args: { readonly uploadId: UploadId }): Affected;
  /** What the configurations of other programs offer. No secret of theirs comes here: `importDestinations` hands them to the keychain itself. */
  listImportable(args: Record<string, never>): ImportList;
  importDestinations(args: { readonly chosen: readonly ImportChoice[] }): { readonly results: readonly ImportResult[] };
  /** What a page may choose by itself (`settingFreedoms`): all of the change or nothing. */
  changeSettings(args: { readonly change: SettingsChange }): SettingsView;
  /** Anything but a program or a certificate; what is not free holds only after a yes in a box of the system's own. `isDone`: it holds. */
  proposeSettings(args: { readonly change: SettingsChange }): { readonly isDone: boolean; readonly view: SettingsView };
  /** These open a dialog of the system's own, then a box for what is not free, and answer whether all of it holds; `settings-invalid` where a file is wrong. */
  chooseImport(args: Record<string, never>): { readonly isDone: boolean };
  chooseExport(args: Record<string, never>): { readonly isDone: boolean };
  /** Asks a person for the folder, for the one to move to, and whether that is what they want; null: they do not. */
  chooseWatchedFolder(args: {
    readonly destinationId: DestinationId;
    readonly rules: Partial<WatchRules>;
    readonly afterwards: Afterwards['kind'];
  }): { readonly folder: WatchedFolder | null };
  /**
   * Asks a person for the folder to move to, where another one is wanted, and for their yes where files go elsewhere or are taken away; null: they do not want it.
   * What is left out stays as it is.
   */
  editWatchedFolder(args: {
    readonly watchId: WatchId;
    readonly destinationId?: DestinationId;
    readonly rules: Partial<WatchRules>;
    readonly afterwards?: Afterwards['kind'];
  }): { readonly folder: WatchedFolder | null };
  chooseCertificates(args: Record<string, never>): { readonly isDone: boolean };
  getUpdateNotice(args: Record<string, never>): { readonly notice: UpdateNotice | null };
  /** Looks for an update, as the menu does. From where, and which, nobody can say but the build and the settings. */
  lookForUpdate(args: Record<string, never>): UpdateLook;
  /** Restarts for the update that is ready, once nothing is on its way; `not-possible-now` where none is. */
  restartForUpdate(args: Record<string, never>): { readonly notice: UpdateNotice | null };
  /** Not now; also takes a note of what became of an update away. */
  postponeUpdate(args: Record<string, never>): { readonly notice: UpdateNotice | null };
  chooseProgram(args: Record<string, never>): { readonly isDone: boolean };
  /**
   * Trusts the host key that the page shows, if the host shows it still, and only after a yes in a box of the system's own. `of`: a destination, or an
   * address that is not saved. `isDone`: it is trusted. `host-key-changed` for yet another key.
   */
  trustShownKey(args: { readonly of: TrustedPlace; readonly fingerprint: string }): { readonly isDone: boolean };
  /** By its SHA-256; trusting less is asked of nobody. */
  removeCertificate(args: { readonly fingerprint: string }): SettingsView;
  /** What this computer's state holds back now goes on, until that state has ended and begins anew. */
  goOnAnyway(args: Record<string, never>): Record<string, never>;
  /** Puts what somebody needs to help on the clipboard, without secrets and without names; with the timeline of one file where it is named. */
  copyDiagnostics(args: { readonly uploadId?: UploadId }): { readonly characters: number };
}

export type AllRequests = Requests & DesktopRequests;
export type RequestName = keyof AllRequests;
export type RequestArguments<Name extends RequestName> = Parameters<AllRequests[Name]>[0];
export type RequestValue<Name extends RequestName> = ReturnType<AllRequests[Name]>;

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: { readonly code: PlainError['code']; readonly details: ErrorDetails } };

/** What the preload puts on `window.gantry`: generic over the contract, so it does not grow with it. */
export interface Bridge {
  request<Name extends RequestName>(name: Name, args: RequestArguments<Name>): Promise<Answer<RequestValue<Name>>>;
  /** One listener; the next change batch comes only after `acknowledge`. Returns its own unsubscribe. */
  onChanges(listener: (changes: ChangeBatch) => void): () => void;
  acknowledge(sequence: number): void;
  /** The true path of a dropped or chosen file; empty for one that has none. */
  pathForFile(file: unknown): string;
}
