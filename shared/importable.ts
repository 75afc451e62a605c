import type { DestinationKind } from './destination.ts';
import type { SecretField } from './destination-secret.ts';
import type { PlainError } from './error-codes.ts';
import type { DestinationId } from './ids.ts';

/** Programs whose configurations name places for files. */
export const importSources = ['aws', 'rclone', 'ssh'] as const;
export type ImportSource = (typeof importSources)[number];

/**
 * How one signs in there once it is imported. `kept`: with secrets of that configuration, which this host keeps; `needed`: they have to be given
 * yet; `profile`: with keys that stay in the AWS configuration; `key-file`, `agent`: as ssh does; `open`: nobody is named.
 */
export interface ImportedSignIn {
  readonly how: 'kept' | 'needed' | 'profile' | 'key-file' | 'agent' | 'open';
  /** Which secrets, with `kept` and `needed`. */
  readonly fields: readonly SecretField[];
}

/** What another program of this computer knows as a place for files, without its secrets. Source and name together name it. */
export type Importable = {
  readonly source: ImportSource;
  readonly name: string;
} & (
  | {
      readonly isSupported: true;
      readonly kind: DestinationKind;
      /** Of Gantry's; a bucket that has to be named stands in it as `BUCKET`. */
      readonly url: string;
      readonly needsBucket: boolean;
      /** What of it is not taken over, in a sentence; null: everything is. */
      readonly note: string | null;
      readonly signIn: ImportedSignIn;
      /** That address is in the list of destinations. */
      readonly isSaved: boolean;
    }
  | { readonly isSupported: false /** Why, in a sentence. */; readonly note: string }
);

export interface ImportList {
  readonly importables: readonly Importable[];
  /** Configurations that are there and cannot be read. */
  readonly unreadable: readonly PlainError[];
}

export interface ImportChoice {
  readonly source: ImportSource;
  readonly name: string;
  /** Where one has to be named. */
  readonly bucket?: string;
}

export interface ImportResult {
  readonly source: ImportSource;
  readonly name: string;
  /** null: it was not added. */
  readonly destinationId: DestinationId | null;
  /** Why it was not added; of one that was added, why its secrets are not kept. */
  readonly error: PlainError | null;
}
