import { constants } from 'node:fs';
import { access, lstat, mkdir, readdir, readFile, realpath, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { UploadError } from '../engine/errors/upload-error.ts';
import type { DataDirectoryLock } from '../engine/storage/data-directory-lock.ts';
import { lockDataDirectory } from '../engine/storage/data-directory-lock.ts';
import { incomingFolderName } from './check-relative-path.ts';
import { FinishedUploads, keptForMs } from './finished-uploads.ts';
import { isSameBoot } from './is-same-boot.ts';
import { removeFile } from './remove-file.ts';
import { appendSafeMark, safeMarkIn } from './safe-mark.ts';

export interface OpenFolder {
  /** The folder that receives: a real path without links. */
  readonly root: string;
  /** Its file system. */
  readonly device: number;
  /** Of unfinished data, inside of `root`: the same file system, so that a file gets its name in one step. */
  readonly incoming: string;
  readonly finished: FinishedUploads;
  /** Unfinished uploads of earlier runs. */
  readonly leftIds: readonly string[];
  /** Nobody else receives into this folder while it is held. */
  readonly lock: DataDirectoryLock;
}

const ours = /^([0-9a-f]{32})(\.json|\.replacing)?$/;

/** Takes away from unfinished data what was not synced when the computer went down: it may be anything, and its length would count it. */
async function keepSafeBytes(dataPath: string, sizeBytes: number, boot: string): Promise<void> {
  const descriptionPath = `${dataPath}.json`;
  const description = await readFile(descriptionPath, 'utf8').catch(() => null);
  const mark = safeMarkIn(description ?? '');
  if (isSameBoot(mark.boot, boot)) return;
  const safeBytes = Math.min(mark.safeBytes, sizeBytes);
  await truncate(dataPath, safeBytes);
  if (description !== null) await appendSafeMark(descriptionPath, { safeBytes, boot });
}

/** Removes what is recorded as finished or was not touched for seven days; answers what may still go on. */
async function cleanLeftovers(incoming: string, finished: FinishedUploads, now: number, boot: string): Promise<readonly string[]> {
  const left = new Set<string>();
  for (const name of (await readdir(incoming)).sort()) {
    const [, id, kind] = ours.exec(name) ?? [];
    if (id === undefined) continue;
    const path = join(incoming, name);
    // The time of the last change, which nobody can set, unlike the data's own time.
    const { ctimeMs, nlink, size } = await lstat(path);
    // Whole and synced: it was recorded, or has its second name already.
    const isSealed = finished.get(id) !== undefined || nlink > 1;
    // A power failure took the name that the record speaks of: the data is all there is.
    if (kind === undefined && nlink === 1 && ctimeMs >= now - keptForMs) finished.forget(id);
    if (kind === '.replacing' || finished.get(id) !== undefined || ctimeMs < now - keptForMs) await removeFile(path);
    else {
      left.add(id);
      if (kind === undefined && !isSealed) await keepSafeBytes(path, size, boot);
    }
  }
  return [...left];
}

/**
 * Makes the folder that receives, its hidden part, and tidies that up. Throws `UploadError` `destination-invalid` with the reason
 * where it is no folder or cannot be written, and `queue-held` where another process receives into it. `boot`: see `bootIdentity`.
 */
export async function openFolder(directory: string, now: () => number, boot: string): Promise<OpenFolder> {
  let lock: DataDirectoryLock | null = null;
  try {
    await mkdir(directory, { recursive: true });
    const root = await realpath(directory);
    const incoming = join(root, incomingFolderName);
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    if (!(await lstat(incoming)).isDirectory()) throw new Error(`${incomingFolderName} is not a folder of its own`);
    for (const path of [root, incoming]) await access(path, constants.W_OK | constants.X_OK);
    // Before anything is tidied: what looks like a leftover may be on its way to another process just now.
    lock = lockDataDirectory(incoming);
    const finished = new FinishedUploads(join(incoming, 'finished'), now);
    await finished.load();
    const leftIds = await cleanLeftovers(incoming, finished, now(), boot);
    return { root, device: (await stat(root)).dev, incoming, finished, leftIds, lock };
  } catch (cause) {
    lock?.release();
    if (cause instanceof UploadError && cause.code === 'queue-held') throw cause;
    throw new UploadError('destination-invalid', { details: { path: directory, reason: 'The folder cannot be made or written.' }, cause });
  }
}
