import type { Destination } from '../../shared/destination.ts';
import type { DestinationSecret, SecretField, SecretKeeping } from '../../shared/destination-secret.ts';
import type { DestinationId } from '../../shared/ids.ts';

/** Time as a host supplies it, so that tests never sleep. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds from an arbitrary start; never jumps when the wall clock is set. */
  monotonicNow(): number;
  /** Calls back once after `delayMs`; the answer cancels it. */
  setTimer(callback: () => void, delayMs: number): () => void;
}

/** Waits `delayMs`; rejects with the signal's reason as soon as it aborts. */
export type Sleep = (delayMs: number, signal: AbortSignal) => Promise<void>;

export interface Randomness {
  /** 0 (included) to 1 (excluded). */
  fraction(): number;
  /** A new universally unique id. */
  uuid(): string;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Structured log of the host; `facts` never holds a secret. */
export interface Log {
  write(level: LogLevel, event: string, facts?: Readonly<Record<string, unknown>>): void;
}

export type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | {
      readonly kind: 'aws';
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      /** Of temporary keys. */
      readonly sessionToken: string | null;
    }
  | {
      readonly kind: 'ssh';
      readonly user: string | null;
      readonly password: string | null;
      /** The text of a private key file, in any of OpenSSH's formats. */
      readonly privateKey: string | null;
      readonly passphrase: string | null;
      /** Socket of a running agent. */
      readonly agent: string | null;
    };

/** Who asks to sign in where. */
export interface SignIn extends Omit<Destination, 'savedSecrets'> {
  /** Gantry's own query of the address, such as `profile`. */
  readonly options: Readonly<Record<string, string>>;
  /** Typed in and not kept yet: counts before anything that is known. */
  readonly typed: DestinationSecret;
}

/** Where secrets come from: the environment or the keychain; asked at the moment of use, never stored by the engine. */
export interface SecretStore {
  credentialsFor(signIn: SignIn): Promise<Credentials>;
  /** Left out by a host that keeps none, as the terminal. */
  readonly keeper?: SecretKeeper;
}

/** Keeps what a person typed in. Its methods throw `not-possible-now` when the keychain or the disk refuses. */
export interface SecretKeeper {
  readonly keeping: Exclude<SecretKeeping, 'environment'>;
  /** Which are kept; asked often, so it must not ask the system. */
  fieldsOf(destinationId: DestinationId): readonly SecretField[];
  /** What is left out stays as it was; an empty text takes that one away. */
  save(destinationId: DestinationId, secret: DestinationSecret): void;
  copy(from: DestinationId, to: DestinationId): void;
  remove(destinationId: DestinationId): void;
}

/** The key by which an SSH server proves that it is the one that it was. */
export interface HostKey {
  /** `ssh-ed25519`, … */
  readonly algorithm: string;
  /** Base64, as in a `known_hosts` file. */
  readonly key: string;
  /** Somebody wrote down that this key must never be trusted again. */
  readonly isRevoked?: boolean;
}

/** The host keys that are known; names in lower case. */
export interface HostKeys {
  /** Every key that is known of a host; empty: it was never met. */
  find(host: string, port: number): Promise<readonly HostKey[]>;
  /** Adds a key that was met for the first time. Throws `UploadError` when it cannot be written down. */
  remember(host: string, port: number, key: HostKey): Promise<void>;
  /** From now on this one alone counts for that host. Throws `UploadError` when it cannot be written down. */
  replace(host: string, port: number, key: HostKey): Promise<void>;
}

/** What the host knows of the network; a hint that the probe of a destination confirms. */
export interface Network {
  isOnline(): boolean;
  onChange(listener: () => void): () => void;
}

export interface ProxyRoute {
  readonly kind: 'proxy';
  /** `http:` or `https:`, without user information. */
  readonly url: URL;
  /** The value of `Proxy-Authorization`; null: nobody signs in. */
  readonly authorization: string | null;
}

/** The way to a server. */
export type Route = { readonly kind: 'direct' } | ProxyRoute;

/** How requests leave this machine; asked for each one, so that a change holds at once. */
export interface Outbound {
  /** Throws `UploadError` where the way that is to be gone cannot be. */
  routeTo(url: URL): Promise<Route>;
  /** Trusted besides the system's own; PEM. */
  certificateAuthorities(): readonly string[];
}

/** Puts a file in the system's trash. Rejects where it cannot. */
export type TrashFile = (path: string) => Promise<void>;

/** Tells that something changed in a folder: a hint alone, since shared folders tell nothing and none of it is certain. */
export interface FolderEvents {
  /** Whether the folders below are told too. */
  readonly isRecursive: boolean;
  /**
   * `onHint` gets the path under the folder, with `/`; null: anything. After `onBroken` nothing more is told. Throws where the system cannot watch one more folder.
   * Returns its end.
   */
  watch(path: string, onHint: (relativePath: string | null) => void, onBroken: () => void): () => void;
}

/** Everything that a host supplies. */
export interface Ports {
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Log;
  readonly secrets: SecretStore;
  readonly network: Network;
  readonly hostKeys: HostKeys;
  /** Left out: every server is reached directly, and the system's own authorities are trusted. */
  readonly outbound?: Outbound;
  /** Left out: this host has no trash. */
  readonly trash?: TrashFile;
  /** Left out: watched folders are looked through at intervals. */
  readonly folderEvents?: FolderEvents;
}
