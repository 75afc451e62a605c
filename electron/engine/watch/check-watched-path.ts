import { sep } from 'node:path';
import type { PlainText } from '../../../shared/language/text.ts';
import type { Reason } from '../../../shared/text/reason.ts';
import { reasonOf } from '../../../shared/text/reason-of.ts';
import type { Afterwards } from '../../../shared/watched-folder.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { WatchRecord } from './watch-record.ts';

export interface WatchedPaths {
  readonly path: string;
  readonly afterwards: Afterwards;
}

/** A folder that must not be sent, and why. */
export interface KeptOut {
  readonly path: string;
  readonly reason: PlainText;
}

/**
 * Refuses what would send files in a circle, twice, or forever: a watched folder in or around another one, one that files are moved into, one that Gantry
 * writes to. Paths are absolute and without links. Throws `bad-request` with the reason in words.
 */
export function checkWatchedPath(
  { path, afterwards }: WatchedPaths,
  others: readonly Pick<WatchRecord, 'path' | 'afterwards'>[],
  keptOut: readonly KeptOut[],
): void {
  for (const other of others) {
    if (isSame(other.path, path)) refuse(reasonOf('This folder is watched already.'));
    if (isInside(path, other.path)) refuse(reasonOf('This folder is inside of {path}, which is watched already.', { path: other.path }));
    if (isInside(other.path, path)) refuse(reasonOf('{path} is inside of this folder, and is watched already.', { path: other.path }));
    if (other.afterwards.kind === 'move') {
      const { folder } = other.afterwards;
      if (isSame(folder, path) || isInside(path, folder) || isInside(folder, path))
        refuse(reasonOf('What has arrived from {path} is moved to {folder}: nothing may be watched there.', { path: other.path, folder }));
    }
  }
  for (const { path: kept, reason } of keptOut)
    if (isSame(kept, path) || isInside(kept, path) || isInside(path, kept)) refuse(reasonOf(reason));
  if (afterwards.kind !== 'move') return;
  const { folder } = afterwards;
  if (isSame(folder, path) || isInside(folder, path))
    refuse(reasonOf('The folder to move to must not be the watched one, nor inside of it.'));
  for (const other of others)
    if (isSame(folder, other.path) || isInside(folder, other.path))
      refuse(reasonOf('The folder to move to is in {path}, which is watched.', { path: other.path }));
}

function refuse(reason: Reason): never {
  throw new UploadError('bad-request', { details: reason });
}

/** Names that differ in their capitals are one where the system is likely to think so. */
function plain(path: string): string {
  const cased = process.platform === 'win32' || process.platform === 'darwin' ? path.toLowerCase() : path;
  return cased.endsWith(sep) ? cased.slice(0, -sep.length) : cased;
}

function isSame(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function isInside(path: string, folder: string): boolean {
  return plain(path).startsWith(plain(folder) + sep);
}
