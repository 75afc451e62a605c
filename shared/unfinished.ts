import type { PlainError } from './error-codes.ts';

/**
 * Whose an unfinished upload at a destination is. `queue`: a file of the list is sent by it or goes on with it. `gantry`: this Gantry began it, and no
 * file needs it any more. `other`: begun by another program or computer, as far as is known.
 */
export type UnfinishedOwner = 'queue' | 'gantry' | 'other';

/** An upload that was begun at a destination and never ended; it may cost room there that no listing of files shows. */
export interface UnfinishedRow {
  /** The destination's own name for it; opaque. */
  readonly unfinishedId: string;
  readonly relativePath: string;
  /** Milliseconds since the epoch; null when the destination does not say. */
  readonly startedAtMs: number | null;
  /** null when the destination does not say. */
  readonly storedBytes: number | null;
  readonly owner: UnfinishedOwner;
}

/** How the removal of one ended. `gone`: it was not there any more. `in-use`: it belongs to a file of the list, which is cancelled instead. */
export type UnfinishedFate = 'removed' | 'gone' | 'in-use' | 'failed';

export interface UnfinishedRemoval {
  readonly unfinishedId: string;
  readonly fate: UnfinishedFate;
  /** Why it failed; null otherwise. */
  readonly error: PlainError | null;
}
