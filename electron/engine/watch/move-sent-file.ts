import { basename, dirname, join } from 'node:path';
import { numberedName } from '../../../shared/numbered-name.ts';
import { UploadError } from '../errors/upload-error.ts';
import { sameFile } from '../source/fingerprint.ts';
import type { Fingerprint } from '../source/upload-source.ts';
import type { WatchDisk } from './watch-disk.ts';

export interface SentFile {
  readonly path: string;
  /** Under the watched folder, with `/`. */
  readonly relativePath: string;
  /** Of what was sent. */
  readonly fingerprint: Fingerprint;
  /** Where a move that a crash interrupted was going. */
  readonly movingTo: string | null;
}

export interface MoveOptions {
  readonly disk: WatchDisk;
  /** The folder that files are moved to. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Resolves when it is on disk that the file goes there. */
  noteTarget(path: string): Promise<void>;
}

/** `gone`: somebody took it away, or it was moved before a crash. `changed`: it is not the file that was sent, so it stays. */
export type Fate = 'done' | 'gone' | 'changed';

/** More names than that are taken: something is wrong there. */
const mostNumbers = 10_000;

/**
 * Moves a file that was sent, keeping its path under the folder. Never over a file: the name is reserved by an empty one, which the file replaces. Across
 * file systems it is copied whole and synced before the old one goes. After a crash at any point it is called again with what was noted, and ends what was
 * begun. Throws `UploadError` where the disk refuses; the file is then where it was.
 */
export async function moveSentFile(file: SentFile, { disk, folder, signal, noteTarget }: MoveOptions): Promise<Fate> {
  const left = file.movingTo === null ? 'nothing' : await whatWasLeft(file, file.movingTo, disk, signal);
  const now = await fateOf(file, disk);
  if (left === 'whole' && now === 'same') {
    // Its name there may be younger than the last sync.
    if (file.movingTo !== null) await disk.syncFolder(dirname(file.movingTo));
    await disk.remove(file.path);
    return 'done';
  }
  if (now !== 'same') {
    if (left === 'reserved' && file.movingTo !== null && now === 'changed') await disk.remove(file.movingTo);
    return now;
  }
  const target =
    left === 'reserved' && file.movingTo !== null ? file.movingTo : await reserveTarget(file, { disk, folder, signal, noteTarget });
  // Looked at just before: what was written meanwhile has not been sent.
  const just = await fateOf(file, disk);
  if (just !== 'same') {
    await removeReserved(target, disk);
    return just;
  }
  try {
    if (!(await disk.rename(file.path, target))) return await copyOver(file, target, disk, signal);
  } catch (error) {
    await removeReserved(target, disk).catch(() => undefined);
    throw error;
  }
  return await afterRename(file, target, disk);
}

/** The empty file that holds a name, unless something else stands there by now. */
async function removeReserved(target: string, disk: WatchDisk): Promise<void> {
  const there = await disk.look(target);
  if (there.kind === 'file' && there.fingerprint.size === 0) await disk.remove(target);
}

/** What a move that was interrupted had made at its target: the reserved name, all of the file, or nothing that is ours. */
async function whatWasLeft(
  file: SentFile,
  target: string,
  disk: WatchDisk,
  signal: AbortSignal,
): Promise<'nothing' | 'reserved' | 'whole'> {
  const there = await disk.look(target);
  if (there.kind !== 'file') return 'nothing';
  if (there.fingerprint.size === 0 && file.fingerprint.size > 0) return 'reserved';
  const source = await disk.look(file.path);
  if (source.kind !== 'file' || there.fingerprint.size !== file.fingerprint.size) return 'nothing';
  return (await disk.sumOf(target, signal)) === (await disk.sumOf(file.path, signal)) ? 'whole' : 'nothing';
}

async function reserveTarget({ relativePath }: SentFile, { disk, folder, noteTarget }: MoveOptions): Promise<string> {
  // Never made by us: where a drive was unplugged, the files would go to another one.
  if ((await disk.look(folder)).kind !== 'folder') throw new UploadError('source-away', { details: { path: folder } });
  const wanted = join(folder, ...relativePath.split('/'));
  await disk.makeFolder(dirname(wanted));
  for (let number = 1; number < mostNumbers; number++) {
    const target = join(dirname(wanted), numberedName(basename(wanted), number));
    if ((await disk.look(target)).kind !== 'gone') continue;
    await noteTarget(target);
    if (await disk.reserve(target)) return target;
  }
  throw new Error('no free name was found');
}

/** A file that was put in its place within the last moment was moved instead: it goes back, if nothing stands there. */
async function afterRename(file: SentFile, target: string, disk: WatchDisk): Promise<Fate> {
  const moved = await disk.look(target);
  if (moved.kind === 'file' && isSent(moved.fingerprint, file.fingerprint)) {
    await disk.syncFolder(dirname(target));
    return 'done';
  }
  if (moved.kind === 'file' && (await disk.reserve(file.path))) await disk.rename(target, file.path);
  return 'changed';
}

async function copyOver(file: SentFile, target: string, disk: WatchDisk, signal: AbortSignal): Promise<Fate> {
  const partial = `${target}.gantry-moving`;
  try {
    await disk.copy(file.path, partial, signal);
    if ((await fateOf(file, disk)) === 'same') {
      await disk.rename(partial, target);
      await disk.syncFolder(dirname(target));
      if ((await fateOf(file, disk)) !== 'same') return 'changed';
      await disk.remove(file.path);
      return 'done';
    }
  } catch (error) {
    await disk.remove(partial).catch(() => undefined);
    throw error;
  }
  await disk.remove(partial);
  await removeReserved(target, disk);
  return 'changed';
}

/** Whether the file on disk still is the one that was sent. */
export async function fateOf(
  { path, fingerprint }: Pick<SentFile, 'path' | 'fingerprint'>,
  disk: WatchDisk,
): Promise<'same' | 'gone' | 'changed'> {
  const entry = await disk.look(path);
  if (entry.kind === 'gone') return 'gone';
  return entry.kind === 'file' && sameFile(entry.fingerprint, fingerprint) ? 'same' : 'changed';
}

/** Without its change time, which a move sets. */
function isSent(now: Fingerprint, sent: Fingerprint): boolean {
  return now.size === sent.size && now.modifiedAtMs === sent.modifiedAtMs && now.inode === sent.inode;
}
