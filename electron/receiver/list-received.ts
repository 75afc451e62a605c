import type { Dirent } from 'node:fs';
import { lstat, readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { incomingFolderName } from './check-relative-path.ts';

export interface ReceivedFile {
  /** With `/`, under the folder that receives. */
  readonly relativePath: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly mtime: number;
}

export interface ReceivedPage {
  readonly files: readonly ReceivedFile[];
  /** There are more after the last of these. */
  readonly isMore: boolean;
}

/**
 * The files below a folder of the one that receives, or the one file of that name, in the order of their names and at most `most` of them.
 * `after`: the last path of the page before. Of what is not there: none. Links are not followed.
 */
export async function listReceived(root: string, below: readonly string[], after: readonly string[], most: number): Promise<ReceivedPage> {
  const start = join(root, ...below);
  const real = await realpath(start).catch(() => null);
  if (real === null || (real !== root && !real.startsWith(root.endsWith(sep) ? root : root + sep))) return { files: [], isMore: false };
  const files: ReceivedFile[] = [];
  for await (const path of walk(real, below, startOf(below, after))) {
    const found = await lstat(join(real, ...path.slice(below.length))).catch(() => null);
    if (found?.isFile() !== true) continue;
    if (files.length === most) return { files, isMore: true };
    files.push({ relativePath: path.join('/'), size: found.size, mtime: Math.round(found.mtimeMs) });
  }
  return { files, isMore: false };
}

/** What of `after` lies below the folder. */
function startOf(below: readonly string[], after: readonly string[]): readonly string[] {
  return below.every((segment, depth) => after[depth] === segment) ? after.slice(below.length) : [];
}

async function* walk(folder: string, segments: readonly string[], after: readonly string[]): AsyncIterable<readonly string[]> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    // A file stands for itself; what went away meanwhile has nothing to list.
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') yield segments;
    else if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    return;
  }
  const [afterName, ...afterRest] = after;
  for (const entry of entries.sort(byName)) {
    const isPast = afterName !== undefined && entry.name <= afterName;
    const isOnTheWay = entry.name === afterName && afterRest.length > 0 && entry.isDirectory();
    const isHidden = segments.length === 0 && entry.name.toLowerCase() === incomingFolderName;
    if (isHidden || (isPast && !isOnTheWay)) continue;
    const path = [...segments, entry.name];
    if (entry.isFile()) yield path;
    else if (entry.isDirectory()) yield* walk(join(folder, entry.name), path, isOnTheWay ? afterRest : []);
  }
}

function byName(one: Dirent, other: Dirent): number {
  return one.name < other.name ? -1 : 1;
}
