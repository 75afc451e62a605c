import type { DecidingPolicy } from './conflict.ts';
import type { PlainError } from './error-codes.ts';
import type { DestinationId, WatchId } from './ids.ts';

/** What becomes of a file once it has arrived. `folder` is absolute. */
export type Afterwards = { readonly kind: 'leave' } | { readonly kind: 'move'; readonly folder: string } | { readonly kind: 'trash' };
export const afterwardsKinds = ['leave', 'move', 'trash'] as const satisfies readonly Afterwards['kind'][];

/** Which files of a watched folder are taken, when, and how. */
export interface WatchRules {
  readonly includesSubfolders: boolean;
  /** Patterns as in `transfers.leaveOut`; where there are any, only what one of them names is taken. */
  readonly only: readonly string[];
  /** What is left out, besides what the settings leave out. */
  readonly leaveOut: readonly string[];
  /** Names under which programs write what is not ready yet: left until they are renamed. */
  readonly temporaryNames: readonly string[];
  /** A file is taken when its size and times have not changed for so long. */
  readonly settleMs: number;
  /** Nobody is there to be asked. null: what is remembered for the destination, or else the settings; a name that is taken gets a new one where those say "ask". */
  readonly conflict: DecidingPolicy | null;
}

export const shortestSettleMs = 1_000;
export const longestSettleMs = 24 * 60 * 60_000;

export const usualWatchRules: WatchRules = {
  includesSubfolders: true,
  only: [],
  leaveOut: [],
  temporaryNames: ['*.part', '*.partial', '*.filepart', '*.crdownload', '*.download', '*.tmp', '~*', '*~', '.~*'],
  settleMs: 10_000,
  conflict: null,
};

/**
 * - `looking`: its first look is under way.
 * - `away`: the folder is not there, as of a drive that was unplugged.
 * - `unattended`: the process that was asked sends files and watches none.
 */
export type WatchState = 'looking' | 'watching' | 'away' | 'paused' | 'unattended';

/** A folder whose new files are sent by themselves, as the window and the terminal see it. */
export interface WatchedFolder extends WatchRules {
  readonly watchId: WatchId;
  /** Absolute. */
  readonly path: string;
  readonly destinationId: DestinationId;
  readonly destinationName: string;
  readonly afterwards: Afterwards;
  readonly isOn: boolean;
  readonly state: WatchState;
  /** Files that are there and not settled yet. */
  readonly settling: number;
  /** In the queue. */
  readonly sending: number;
  /** Have arrived since the folder is watched; a new version counts again. */
  readonly sent: number;
  /** Failed, and are tried again when a person wants it. */
  readonly failed: number;
  /** Cancelled, skipped or refused by the destination: sent only when they change. */
  readonly passedOver: number;
  /** The system does not tell changes here, so the folder is looked through at intervals. */
  readonly isScannedOnly: boolean;
  /** Why it cannot be looked at, or a file that has arrived not be moved; tried again by itself. */
  readonly problem: PlainError | null;
}
