import { join } from 'node:path';
import { UploadError } from '../errors/upload-error.ts';
import type { FolderEntry } from '../source/read-folder.ts';
import type { Fingerprint } from '../source/upload-source.ts';
import type { WatchDisk } from './watch-disk.ts';
import type { WatchFilter } from './watch-filter.ts';
import type { FolderIdentity } from './watch-record.ts';

export interface WatchedFile {
  readonly path: string;
  /** Under the watched folder, with `/`. */
  readonly relativePath: string;
  readonly fingerprint: Fingerprint;
}

export interface WalkOptions {
  readonly disk: WatchDisk;
  readonly filter: WatchFilter;
  readonly signal: AbortSignal;
  /** A folder whose content is about to be read. */
  onFolder(relativePath: string, path: string, identity: FolderIdentity): void;
  /** A folder that could not be read; the walk goes on. */
  onUnreadable(error: UploadError): void;
}

/** How many are looked at side by side: more than the thread pool has threads, so that it never runs dry. */
const groupSize = 128;

interface Folder {
  readonly path: string;
  readonly relativePath: string;
  readonly identity: FolderIdentity;
}

/** Every file that is meant below a folder, in groups; never the whole list at once, and other work gets its turn between them. Rejects as the signal aborts. */
export async function* walkWatched(start: Folder, options: WalkOptions): AsyncGenerator<readonly WatchedFile[]> {
  const { disk, signal, onFolder, onUnreadable } = options;
  const toWalk: Folder[] = [start];
  for (let folder = toWalk.pop(); folder !== undefined; folder = toWalk.pop()) {
    signal.throwIfAborted();
    onFolder(folder.relativePath, folder.path, folder.identity);
    try {
      for await (const block of disk.list(folder.path, folder.relativePath)) {
        for (let index = 0; index < block.length; index += groupSize) {
          signal.throwIfAborted();
          const { files, folders } = await lookAtGroup(block.slice(index, index + groupSize), options);
          toWalk.push(...folders);
          if (files.length > 0) yield files;
        }
      }
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof UploadError)) throw error;
      onUnreadable(error);
    }
  }
}

/** The same for single paths under the folder, as after a hint. */
export async function* lookAtPaths(
  root: string,
  relativePaths: readonly string[],
  options: WalkOptions,
): AsyncGenerator<readonly WatchedFile[]> {
  for (let index = 0; index < relativePaths.length; index += groupSize) {
    options.signal.throwIfAborted();
    const group = relativePaths.slice(index, index + groupSize).map((relativePath): FolderEntry => {
      const name = relativePath.slice(relativePath.lastIndexOf('/') + 1);
      return { path: join(root, relativePath), relativePath, name, isNameExact: true };
    });
    const { files, folders } = await lookAtGroup(group, options);
    if (files.length > 0) yield files;
    for (const folder of folders) yield* walkWatched(folder, options);
  }
}

async function lookAtGroup(entries: readonly FolderEntry[], { disk, filter, onUnreadable }: WalkOptions) {
  const files: WatchedFile[] = [];
  const folders: Folder[] = [];
  const looks = entries.map(async ({ path, relativePath, isNameExact }) => {
    const { asFile, asFolder } = filter.wants(relativePath);
    if (!isNameExact || (!asFile && !asFolder)) return;
    const entry = await disk.look(path);
    if (entry.kind === 'file' && asFile) files.push({ path, relativePath, fingerprint: entry.fingerprint });
    else if (entry.kind === 'folder' && asFolder) folders.push({ path, relativePath, identity: entry.identity });
  });
  for (const look of await Promise.allSettled(looks)) {
    if (look.status === 'fulfilled') continue;
    if (!(look.reason instanceof UploadError)) throw look.reason;
    onUnreadable(look.reason);
  }
  return { files, folders };
}
