import { constants } from 'node:fs';
import { access, lstat, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UploadError } from '../engine/errors/upload-error.ts';
import { incomingFolderName } from './check-relative-path.ts';
import { FinishedUploads, keptForMs } from './finished-uploads.ts';
import { removeFile } from './remove-file.ts';

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
}

const ours = /^([0-9a-f]{32})(\.json|\.replacing)?$/;

/** Removes what is recorded as finished or was not touched for seven days; answers what may still go on. */
async function cleanLeftovers(incoming: string, finished: FinishedUploads, now: number): Promise<readonly string[]> {
  const left = new Set<string>();
  for (const name of (await readdir(incoming)).sort()) {
    const [, id, kind] = ours.exec(name) ?? [];
    if (id === undefined) continue;
    const path = join(incoming, name);
    // The time of the last change, which nobody can set, unlike the data's own time.
    const { ctimeMs, nlink } = await lstat(path);
    // A power failure took the name that the record speaks of: the data is all there is.
    if (kind === undefined && nlink === 1 && ctimeMs >= now - keptForMs) finished.forget(id);
    if (kind === '.replacing' || finished.get(id) !== undefined || ctimeMs < now - keptForMs) await removeFile(path);
    else left.add(id);
  }
  return [...left];
}

/**
 * Makes the folder that receives, its hidden part, and tidies that up. Throws `UploadError` `destination-invalid` with the reason
 * where it is no folder or cannot be written.
 */
export async function openFolder(directory: string, now: () => number): Promise<OpenFolder> {
  try {
    await mkdir(directory, { recursive: true });
    const root = await realpath(directory);
    const incoming = join(root, incomingFolderName);
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    if (!(await lstat(incoming)).isDirectory()) throw new Error(`${incomingFolderName} is not a folder of its own`);
    for (const path of [root, incoming]) await access(path, constants.W_OK | constants.X_OK);
    const finished = new FinishedUploads(join(incoming, 'finished'), now);
    await finished.load();
    const leftIds = await cleanLeftovers(incoming, finished, now());
    return { root, device: (await stat(root)).dev, incoming, finished, leftIds };
  } catch (cause) {
    throw new UploadError('destination-invalid', { details: { path: directory, reason: 'The folder cannot be made or written.' }, cause });
  }
}
