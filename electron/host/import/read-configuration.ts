import { readFile } from 'node:fs/promises';
import { UploadError } from '../../engine/errors/upload-error.ts';

/** The text of another program's configuration; null when there is none. Throws `source-unreadable` when it is there and cannot be read. */
export async function readConfiguration(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new UploadError('source-unreadable', { details: { path }, cause: error });
  }
}
