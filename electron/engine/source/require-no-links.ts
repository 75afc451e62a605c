import type { FileHandle } from 'node:fs/promises';
import { readlink, realpath } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { UploadError } from '../errors/upload-error.ts';
import { classifySourceError } from './classify-source-error.ts';

/**
 * Whether the open file is the one of that path below that folder, without a link on the way: others may write into a watched folder, and could have Gantry
 * read for them what only its own person may. Linux says where an open file lies, whatever has come in the way since; elsewhere the path is looked at again.
 * Throws `source-not-a-file`, `source-changed` where another file has its name by now, or as `classifySourceError` says.
 */
export async function requireNoLinks(handle: FileHandle, path: string, folder: string): Promise<void> {
  try {
    const wanted = join(await realpath(folder), relative(folder, path));
    const found = await readlink(`/proc/self/fd/${handle.fd}`).catch(() => realpath(path));
    if (found === wanted) return;
    if ((await realpath(path)) === wanted) throw new UploadError('source-changed', { details: { path } });
  } catch (error) {
    throw error instanceof UploadError ? error : classifySourceError(error, path);
  }
  throw new UploadError('source-not-a-file', { details: { path, reason: 'link' } });
}
