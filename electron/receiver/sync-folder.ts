import { open } from 'node:fs/promises';
import { systemCodeOf } from './refusal-for.ts';

// What systems say that cannot do it (network shares, some file systems), and ENOENT: somebody removed the folder, and all in it.
const ignored = new Set(['ENOENT', 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR', 'EPERM', 'EBADF', 'EACCES']);

/** Makes the names in a folder survive a power failure (fsync of the folder). */
export async function syncFolder(path: string): Promise<void> {
  // NTFS keeps names safe by itself, and does not let folders be opened for this.
  if (process.platform === 'win32') return;
  try {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    if (!ignored.has(systemCodeOf(error) ?? '')) throw error;
  }
}
