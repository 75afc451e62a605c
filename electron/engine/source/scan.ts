import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { numberedName } from '../../../shared/numbered-name.ts';
import { UploadError } from '../errors/upload-error.ts';
import { classifySourceError } from './classify-source-error.ts';
import { fingerprintFrom } from './fingerprint.ts';
import { isIgnoredName } from './ignored-names.ts';
import type { IsLeftOut } from './left-out.ts';
import type { FolderEntry } from './read-folder.ts';
import { readFolder } from './read-folder.ts';
import type { ScanEvent } from './scan-event.ts';
import type { ScanFilters } from './scan-filters.ts';
import { noFilters, refusalByFilters } from './scan-filters.ts';
import { topPaths } from './top-paths.ts';

export interface ScanOptions {
  readonly signal: AbortSignal;
  readonly filters?: ScanFilters;
  /** Left out besides what nobody means to send. */
  readonly isLeftOut?: IsLeftOut;
  /** Waits until this machine may have file handles again; without it a folder that finds none is refused. */
  readonly recover?: (signal: AbortSignal) => Promise<void>;
}

/** A folder still to be walked, with the folders around it, by which a loop is noticed. */
interface Folder {
  readonly path: string;
  readonly relativePath: string;
  readonly identity: string;
  readonly parent: Folder | null;
}

type Found = { readonly kind: 'folder'; readonly folder: Folder } | ScanEvent;

/** How many entries are looked at side by side: more than the thread pool has threads, so that it never runs dry. */
const groupSize = 64;

/**
 * Finds every file under `paths` as a stream; memory grows with the folders still to be walked and not with the files.
 * A folder keeps its own name as the first segment of what is in it; a file given directly keeps its base name. Symbolic links are
 * followed under the name of the link, and end silently where they lead back to a folder around them. What cannot be sent is an event and
 * never ends the walk; only the signal does, with its reason. No path is reported twice.
 */
export async function* scanPaths(paths: readonly string[], options: ScanOptions): AsyncGenerator<ScanEvent> {
  const { signal, filters = noFilters, isLeftOut = () => false, recover = null } = options;
  const { outer, inner } = await topPaths(paths);
  const walker = { filters, isLeftOut, signal, recover, inner, metInner: new Set<string>(), topNames: new Map<string, number>() };
  yield* scanTops(outer, walker);
  // Not met: behind a folder that could not be read, or below an ignored name.
  yield* scanTops(
    [...inner].filter((path) => !walker.metInner.has(path)),
    walker,
  );
}

interface Walker {
  readonly filters: ScanFilters;
  readonly isLeftOut: IsLeftOut;
  readonly signal: AbortSignal;
  readonly recover: ((signal: AbortSignal) => Promise<void>) | null;
  readonly inner: ReadonlySet<string>;
  readonly metInner: Set<string>;
  /** Names of what was given directly: two of one name from different folders must not become one at the destination. */
  readonly topNames: Map<string, number>;
}

async function* scanTops(tops: readonly string[], walker: Walker): AsyncGenerator<ScanEvent> {
  for (const some of groupsOf(tops)) {
    const group = some.map((path): FolderEntry => {
      const name = basename(path);
      return { path, relativePath: freeName(name, walker.topNames), name, isNameExact: true };
    });
    for (const found of await lookAtAll(group, null, walker)) {
      if (found.kind === 'folder') yield* walk(found.folder, walker);
      else yield found;
    }
  }
}

/** The first of "a", "a (2)", … that is not taken yet; takes it. With each taken name the number from which on it is to be looked for. */
function freeName(name: string, takenNames: Map<string, number>): string {
  for (let number = takenNames.get(name) ?? 1; ; number++) {
    const candidate = numberedName(name, number);
    if (takenNames.has(candidate)) continue;
    takenNames.set(candidate, 1);
    takenNames.set(name, number + 1);
    return candidate;
  }
}

async function* walk(start: Folder, walker: Walker): AsyncGenerator<ScanEvent> {
  const toWalk: Folder[] = [start];
  for (let folder = toWalk.pop(); folder !== undefined; folder = toWalk.pop()) {
    const subfolders: Folder[] = [];
    let isEmpty = true;
    try {
      for await (const block of patiently(() => readFolder(folder.path, folder.relativePath), walker)) {
        isEmpty = false;
        for (const group of groupsOf(block)) {
          for (const found of await lookAtAll(group, folder, walker)) {
            if (found.kind === 'folder') subfolders.push(found.folder);
            else yield found;
          }
        }
      }
      if (isEmpty) yield { kind: 'ignored', path: folder.path, reason: 'empty-folder' };
    } catch (error) {
      walker.signal.throwIfAborted();
      yield refusedEvent(folder.path, classifySourceError(error, folder.path));
    }
    toWalk.push(...subfolders.reverse());
  }
}

/** A folder that cannot be opened because this process has too much open is no folder that cannot be read: it is tried until it can. */
async function* patiently<Block>(read: () => AsyncGenerator<Block>, { signal, recover }: Walker): AsyncGenerator<Block> {
  for (let hasBegun = false; ; ) {
    try {
      for await (const block of read()) {
        hasBegun = true;
        yield block;
      }
      return;
    } catch (error) {
      if (hasBegun || recover === null || classifySourceError(error, '').code !== 'machine-exhausted') throw error;
      await recover(signal);
    }
  }
}

function* groupsOf<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += groupSize) yield items.slice(start, start + groupSize);
}

async function lookAtAll(entries: readonly FolderEntry[], parent: Folder | null, walker: Walker): Promise<readonly Found[]> {
  const { signal, inner, metInner } = walker;
  signal.throwIfAborted();
  if (inner.size > 0 && parent !== null) for (const { path } of entries) if (inner.has(path)) metInner.add(path);
  const found = await Promise.all(entries.map((entry) => lookAt(entry, parent, walker)));
  signal.throwIfAborted();
  return found;
}

async function lookAt(entry: FolderEntry, parent: Folder | null, { filters, isLeftOut }: Walker): Promise<Found> {
  const { path, relativePath, name, isNameExact } = entry;
  if (isIgnoredName(name)) return { kind: 'ignored', path, reason: 'system-file' };
  if (isLeftOut(relativePath)) return { kind: 'ignored', path, reason: 'left-out' };
  if (!isNameExact) return refusedEvent(path, new UploadError('source-unreadable', { details: { path, reason: 'name-not-utf8' } }));
  try {
    const stats = await stat(path, { bigint: true });
    if (stats.isDirectory()) {
      const folder: Folder = { path, relativePath, identity: `${stats.dev}:${stats.ino}`, parent };
      return isLoop(folder) ? { kind: 'ignored', path, reason: 'folder-loop' } : { kind: 'folder', folder };
    }
    if (!stats.isFile()) return refusedEvent(path, new UploadError('source-not-a-file', { details: { path } }));
    const fingerprint = fingerprintFrom(stats);
    const refusal = refusalByFilters(path, fingerprint, filters);
    return refusal === null ? { kind: 'file', path, relativePath, fingerprint } : refusedEvent(path, refusal);
  } catch (error) {
    return refusedEvent(path, classifySourceError(error, path));
  }
}

function isLoop(folder: Folder): boolean {
  for (let ancestor = folder.parent; ancestor !== null; ancestor = ancestor.parent) {
    if (ancestor.identity === folder.identity) return true;
  }
  return false;
}

function refusedEvent(path: string, error: UploadError): ScanEvent {
  return { kind: 'refused', path, error };
}
