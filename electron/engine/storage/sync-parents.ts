import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes the name of a directory, and those of all above it, survive a power failure: SQLite syncs the directory that it works in,
 * and nobody the ones in which that one was made. As good as the system can: some cannot do it and some parents belong to others.
 */
export function syncParents(directory: string): void {
  // NTFS keeps names safe by itself, and does not let directories be opened for this.
  if (process.platform === 'win32') return;
  for (let path = directory; path !== dirname(path); path = dirname(path)) {
    try {
      const parent = openSync(dirname(path), 'r');
      try {
        fsyncSync(parent);
      } finally {
        closeSync(parent);
      }
    } catch {
      // Not readable for us, or a file system without it: no reason to refuse a queue.
    }
  }
}
