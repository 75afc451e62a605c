import type { FolderEntry } from '../source/read-folder.ts';
import type { Fingerprint } from '../source/upload-source.ts';
import type { FolderIdentity } from './watch-record.ts';

/** What stands at a path; links are not followed. `other`: a link, a device, a socket. */
export type DiskEntry =
  | { readonly kind: 'file'; readonly fingerprint: Fingerprint }
  | { readonly kind: 'folder'; readonly identity: FolderIdentity }
  | { readonly kind: 'other' }
  | { readonly kind: 'gone' };

/** The disk as watched folders use it. Methods throw `UploadError` as `classifySourceError` says. */
export interface WatchDisk {
  look(path: string): Promise<DiskEntry>;
  /** In blocks; `relativePath` without a leading `/`. */
  list(path: string, relativePath: string): AsyncIterable<readonly FolderEntry[]>;
  /** False: somebody keeps it locked, or it may not be read. */
  canOpen(path: string): Promise<boolean>;
  /** CRC-32 of its content. */
  sumOf(path: string, signal: AbortSignal): Promise<number>;
  /** With all folders above it. */
  makeFolder(path: string): Promise<void>;
  /** Makes an empty file where nothing stands; false: something does. */
  reserve(path: string): Promise<boolean>;
  /** Puts a file in place of another name's. False: they are on two file systems, and nothing happened. */
  rename(from: string, to: string): Promise<boolean>;
  /** With its times, and synced; in place of what stands there. */
  copy(from: string, to: string, signal: AbortSignal): Promise<void>;
  /** That names were made or taken away in this folder survives a power cut, as far as the system can. */
  syncFolder(path: string): Promise<void>;
  remove(path: string): Promise<void>;
}
