import type { DestinationId, UploadId, WatchId } from '../../../shared/ids.ts';
import type { Afterwards, WatchRules } from '../../../shared/watched-folder.ts';
import type { Fingerprint } from '../source/upload-source.ts';

/** A folder by what it is and not by what it is called. */
export type FolderIdentity = Pick<Fingerprint, 'inode' | 'device'>;

/** A watched folder as it is written down. */
export interface WatchRecord {
  readonly watchId: WatchId;
  /** Absolute, without links. */
  readonly path: string;
  readonly identity: FolderIdentity;
  /** The folder under the destination: stays when the watched one is renamed. */
  readonly targetName: string;
  readonly destinationId: DestinationId;
  readonly rules: WatchRules;
  readonly afterwards: Afterwards;
  readonly isOn: boolean;
  /** Files that have arrived. */
  readonly sent: number;
  readonly createdAt: number;
}

/**
 * What is known of a file that was taken once. `given`: it is in the queue. `arrived`: what comes afterwards is still to be done.
 * `sent`: nothing is left to do. `passed-over`: cancelled, skipped or refused.
 */
export const watchedFileStates = ['given', 'arrived', 'sent', 'failed', 'passed-over'] as const;
export type WatchedFileState = (typeof watchedFileStates)[number];

export interface WatchedFileRecord {
  readonly watchId: WatchId;
  /** Under the watched folder, with `/`. */
  readonly relativePath: string;
  readonly state: WatchedFileState;
  /** null: nobody gave it to the queue, or it stays where it is: nothing is done with it afterwards. */
  readonly uploadId: UploadId | null;
  /** Of what was given or sent. */
  readonly fingerprint: Fingerprint;
  /** CRC-32 of the content that was sent; null where not all of it was read in one go. */
  readonly contentCrc: number | null;
  /** Where it is being moved; written down before it is touched. */
  readonly movingTo: string | null;
}
