import { open } from 'node:fs/promises';
import { systemCodeOf } from './refusal-for.ts';

// What systems say that cannot do it: network shares, some file systems, and Windows, where it is not needed.
const notSupported = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR', 'EPERM', 'EBADF', 'EACCES']);

/** Makes the names in a folder survive a power failure (fsync of the folder). */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    if (!notSupported.has(systemCodeOf(error) ?? '')) throw error;
  }
}
