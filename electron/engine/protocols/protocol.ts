import type { DestinationAbilities } from '../../../shared/destination.ts';
import type { HostKeyChange } from '../../../shared/host-key-change.ts';
import type { JsonPath } from '../../../shared/json-path.ts';
import type { Verification } from '../../../shared/upload.ts';
import type { Credentials, Log, Ports } from '../ports.ts';
import type { UploadSource } from '../source/upload-source.ts';

/** What a protocol needs to go on after an interruption: JSON that only the protocol itself understands. */
export type Checkpoint = { readonly [key: string]: string | number | boolean | null | Checkpoint | readonly Checkpoint[] };

/** What a transfer does when the name is taken; the other policies are decided before it, by what the destination has. */
export type TargetConflict = 'overwrite' | 'skip' | 'rename';

export interface UploadTarget {
  /** Under the destination, with `/`, never absolute, never with `..`: `photos/a/b.jpg`. */
  readonly relativePath: string;
  /** Last part of `relativePath`. */
  readonly fileName: string;
  readonly contentType: string;
  readonly conflict: TargetConflict;
}

export interface TransferRequest {
  /** Stable over retries and restarts, and unique in the world; lets a server of ours recognise a repeated create. */
  readonly uploadId: string;
  readonly source: UploadSource;
  readonly target: UploadTarget;
  /** What the last attempt left; null on the first, and after the source changed. */
  readonly checkpoint: Checkpoint | null;
  /** What `plan` said of this file, with nothing of it begun: it is on disk already, so that it need not be written down again. */
  readonly plan?: Checkpoint;
  /** The checkpoint is of a process before this one: whatever that had on its way it has given to the system by now. */
  readonly isFromBefore?: boolean;
  /**
   * Paths under the destination at which files of ours with other names have arrived, and which the server may take for this file's: what is there
   * must not be replaced. No other transfer runs meanwhile whose file has such a name. Left out: there are none.
   */
  readonly twins?: readonly string[];
  /** Ask the destination afterwards what it stored, even where that costs a request. */
  readonly verify: boolean;
  readonly signal: AbortSignal;
  /** Absolute count of this file's bytes given to the network. May fall when the server has less than we thought. */
  onBytesSent(bytesSent: number): void;
  /** Resolves when it is on disk. Call it before anything that must not be done twice, and whenever the server confirms bytes. */
  onCheckpoint(checkpoint: Checkpoint, bytesConfirmed: number): Promise<void>;
  /** All bytes are out; what follows is the server's confirmation. */
  onVerifying(): void;
  /**
   * The destination answered that it has all bytes. What follows are questions and names, during which another file may be sent. Left out by those who
   * look at one file alone.
   */
  onStored?(): void;
  /** The server no longer has what it had: the transfer starts over by itself. */
  onStartedOver(): void;
}

export interface Receipt {
  /** `skipped`: the destination has that file already and the conflict policy is `skip`. */
  readonly result: 'stored' | 'skipped';
  readonly verification: Verification;
  /** Where it is now, if the destination says so; without user information. */
  readonly location: string | null;
  /** Its path under the destination, where that has such paths. */
  readonly storedAs?: string;
}

export type Probe = DestinationAbilities;

/** A file whose turn comes soon. */
export interface PlannedFile {
  /** As in `TransferRequest`. */
  readonly uploadId: string;
  readonly target: UploadTarget;
}

/** A file that a destination has. */
export interface FoundFile {
  /** Under the destination, as in `UploadTarget`. */
  readonly relativePath: string;
  readonly sizeBytes: number | null;
  /** Milliseconds since the epoch: of the content where the destination keeps that (SFTP), else of its arrival. */
  readonly modifiedAtMs: number | null;
}

/** An upload that was begun at a destination and never ended, whoever began it. */
export interface UnfinishedUpload {
  /** Opaque; for `remove`. */
  readonly id: string;
  readonly relativePath: string;
  /** Milliseconds since the epoch; null when the destination does not say. */
  readonly startedAtMs: number | null;
  readonly storedBytes: number | null;
}

export interface UnfinishedUploads {
  list(signal: AbortSignal): Promise<readonly UnfinishedUpload[]>;
  /** Removes it and makes sure that it is gone. */
  remove(id: string, signal: AbortSignal): Promise<void>;
  /** The id that `list` gives to what a checkpoint of ours stands for; null when it stands for nothing there. */
  idOf(checkpoint: Checkpoint): string | null;
}

/**
 * One way to a destination. Every method throws `UploadError` and nothing else, except the signal's reason once it aborts.
 * An instance serves all files of one destination and keeps its connections.
 */
export interface Protocol {
  /** False: an interrupted file begins again at byte 0, and the window says so. */
  readonly isResumable: boolean;
  /** True: the destination keeps what it has of a request that is broken off, so that a stop anywhere loses next to nothing. Left out: it does not. */
  readonly keepsBrokenRequests?: boolean;
  /** Settles within 250 ms of an abort. */
  transfer(request: TransferRequest): Promise<Receipt>;
  /**
   * The checkpoint that the first try of a file would have written down before its first byte; null: that depends on what the destination says.
   * Those of many files are brought to the disk in one trip, long before their turn. Left out where nothing is written down first.
   */
  readonly plan?: (file: PlannedFile) => Checkpoint | null;
  /** Removes what an unfinished transfer left at the server. Nothing there is success. */
  discard(checkpoint: Checkpoint, signal: AbortSignal): Promise<void>;
  /** Says whether the destination can be used now; throws as `transfer` would. Stores nothing. */
  probe(signal: AbortSignal): Promise<Probe>;
  /** The machine slept or its network changed, so connections may be dead without knowing: none that was made before is trusted. */
  suspectConnections(): void;
  /** Drops idle connections. */
  close(): void;
  /** The file of that name; null: there is none. Left out where the destination cannot say. */
  readonly look?: (relativePath: string, signal: AbortSignal) => Promise<FoundFile | null>;
  /** Every file below a folder (`''`: below the destination), page by page; of a folder that is not there: none. Left out where it cannot list. */
  readonly list?: (folder: string, signal: AbortSignal) => AsyncIterable<readonly FoundFile[]>;
  /** A link to hand on for what a receipt's `location` names; null: there is none. Left out where a destination has no links. */
  readonly linkTo?: (location: string, signal: AbortSignal) => Promise<string | null>;
  readonly unfinished?: UnfinishedUploads;
  /**
   * Trusts the key that the host shows now, if it is of that fingerprint, in place of the ones that were known, and says which these are. Without one
   * it only says so. Left out where hosts have no keys of their own.
   */
  readonly trustHostKey?: (fingerprint: string | null, signal: AbortSignal) => Promise<HostKeyChange>;
}

/** Facts about a host that outlive a transfer, such as the largest body that a proxy lets through. Persisted. */
export interface DestinationMemory {
  read(key: string): number | null;
  write(key: string, value: number): void;
}

/** What a person adds to the requests of a plain HTTP destination, and what counts as success there. */
export interface HttpExtras {
  /** Sent with every request; checked, and never a secret. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The header that carries the token, in place of `Authorization: Bearer`. */
  readonly tokenHeader: string | null;
  /** Sent with a form, before the file. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** null: as usual for the protocol. */
  readonly successStatuses: readonly number[] | null;
  /** Where the JSON answer says under which link the file is; without that link it was no success. */
  readonly linkPath: JsonPath | null;
}

export interface ProtocolOptions {
  /** `http:`, `https:` or `sftp:` URL, without user information. */
  readonly url: URL;
  /** Query of the destination's URL that is for Gantry and not for the server, such as `field`. */
  readonly options: Readonly<Record<string, string>>;
  readonly httpExtras?: HttpExtras;
  readonly credentials: () => Promise<Credentials>;
  readonly memory: DestinationMemory;
  readonly ports: Pick<Ports, 'clock' | 'randomness' | 'hostKeys' | 'outbound'> & { readonly log: Log };
  /** Milliseconds without a byte in either direction before a transfer counts as stalled. */
  readonly stallTimeoutMs: number;
  /** How many transfers may run at once: the number of connections to keep. */
  readonly concurrency: number;
}

export type CreateProtocol = (options: ProtocolOptions) => Protocol;
