import type { PlainError } from './error-codes.ts';
import type { DestinationId } from './ids.ts';

export const destinationKinds = ['tus', 'put', 'post'] as const;
export type DestinationKind = (typeof destinationKinds)[number];

/** A destination as the window and the terminal see it: never with a secret. */
export interface Destination {
  readonly destinationId: DestinationId;
  readonly name: string;
  readonly kind: DestinationKind;
  /** As given to `--to`, without user information. Empty for "This computer", whose address changes with every start. */
  readonly url: string;
  readonly isDefault: boolean;
  /** "This computer": made by Gantry, cannot be removed. */
  readonly isBuiltIn: boolean;
  /** Can go on in the middle of a file after an interruption. */
  readonly isResumable: boolean;
}

/** What a probe found out, or why it could not. */
export type ProbeAnswer =
  | {
      readonly ok: true;
      readonly isResumable: boolean;
      /** null when the server does not say. */
      readonly maxFileSizeBytes: number | null;
      readonly serverName: string | null;
    }
  | { readonly ok: false; readonly error: PlainError };
