import type { UploadId } from './ids.ts';
import type { ConflictPolicy } from './upload.ts';

/** What becomes of one file whose name is taken: it replaces what is there, stays away, or gets a number. */
export const conflictChoices = ['overwrite', 'skip', 'rename'] as const;
export type ConflictChoice = (typeof conflictChoices)[number];

/** How many files each choice is for. */
export type ConflictEffects = Readonly<Record<ConflictChoice, number>>;

/** The same, and how many bytes the files here have. */
export interface PolicyEffects extends ConflictEffects {
  readonly bytes: ConflictEffects;
}

/** A policy that says of every file what becomes of it. */
export type DecidingPolicy = Exclude<ConflictPolicy, 'ask'>;
export const decidingPolicies = ['overwrite', 'skip-same', 'skip', 'newer', 'rename'] as const satisfies readonly DecidingPolicy[];

/** Size in bytes and time in milliseconds since the epoch of a file here. */
export interface SourceStamp {
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
}

/** The same of a file at a destination; null where that does not say. */
export interface FoundStamp {
  readonly sizeBytes: number | null;
  /** Of the content where the destination keeps that, else of its arrival. */
  readonly modifiedAtMs: number | null;
}

/** What a batch met at its destination. */
export interface BatchConflicts {
  /** Files of which it is not known yet whether their name is taken. */
  readonly looking: number;
  /** Files whose name is taken and that wait for a person. */
  readonly asked: number;
  /** Files whose name was taken, by what was decided. */
  readonly decided: ConflictEffects;
}

/** One line of the tree of what is there already: a folder, or a file with both its sides. */
export type ConflictNode =
  | { readonly kind: 'folder'; readonly name: string; readonly path: string; readonly files: number }
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly uploadId: UploadId;
      readonly source: SourceStamp;
      readonly found: FoundStamp;
    };

/** A part of one folder of that tree, folders first, by name. */
export interface ConflictPage {
  readonly nodes: readonly ConflictNode[];
  /** Give it to the next call; null when there is no more. */
  readonly nextIndex: number | null;
  /** Folders and files directly in that folder, of all its pages. */
  readonly entries: number;
  /** What each policy would do to all that wait for a decision. */
  readonly effects: Readonly<Record<DecidingPolicy, PolicyEffects>>;
}

/** What a person decided. `ask` as policy decides only the exceptions, and asks on about the others. */
export interface ConflictDecision {
  readonly policy: ConflictPolicy;
  readonly exceptions?: readonly { readonly uploadId: UploadId; readonly choice: ConflictChoice }[];
  /** The policy is kept for what is sent to this destination later. */
  readonly isRemembered?: boolean;
}
