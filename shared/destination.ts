import type { SecretField } from './destination-secret.ts';
import type { PlainError } from './error-codes.ts';
import type { DestinationId } from './ids.ts';
import type { ChecksumAlgorithm, ConflictPolicy } from './upload.ts';

export const destinationKinds = ['tus', 's3', 'dav', 'sftp', 'put', 'post', 'presigned'] as const;
export type DestinationKind = (typeof destinationKinds)[number];

/** Where an upload that never ended can be found again, as far as the server lets itself be asked. */
export const kindsWithUnfinished: readonly DestinationKind[] = ['s3'];

/** A destination as the window and the terminal see it: never with a secret. */
export interface Destination {
  readonly destinationId: DestinationId;
  readonly name: string;
  readonly kind: DestinationKind;
  /** As given to `--to`; a user name may stand in it, a secret never. Empty for "This computer", whose address changes with every start. */
  readonly url: string;
  readonly isDefault: boolean;
  /** "This computer": made by Gantry, cannot be removed. */
  readonly isBuiltIn: boolean;
  /** Can go on in the middle of a file after an interruption. */
  readonly isResumable: boolean;
  /** The user name in its address. */
  readonly user: string | null;
  /** Which of its secrets this host keeps; never the secrets themselves. */
  readonly savedSecrets: readonly SecretField[];
  /** What is done with names that are taken there, where a person decided that for good. */
  readonly conflict?: ConflictPolicy;
}

/** What a destination can do, as its probe found out. */
export interface DestinationAbilities {
  /** An interrupted file goes on in its middle. */
  readonly isResumable: boolean;
  /** null when the server does not say. */
  readonly maxFileSizeBytes: number | null;
  /** The server's own name, for people; null when it does not say. */
  readonly serverName: string | null;
  /** Several parts of one file may be on their way at once. */
  readonly sendsParts?: boolean;
  /** How the destination proves what arrived; null: by its size at most. */
  readonly checksum?: ChecksumAlgorithm | null;
  /** What is there can be listed, so that conflicts are known before a batch begins. */
  readonly canList?: boolean;
  /** There are links to hand on. */
  readonly hasLinks?: boolean;
}

/** What a probe found out, or why it could not. */
export type ProbeAnswer = ({ readonly ok: true } & DestinationAbilities) | { readonly ok: false; readonly error: PlainError };
