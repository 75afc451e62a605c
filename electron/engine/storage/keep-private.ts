import { chmodSync, closeSync, openSync, statSync } from 'node:fs';

const forOthers = 0o077;

/**
 * Sees to it that nobody but its owner can read or lock a SQLite file, also in a data directory that others may enter: SQLite would make it for everybody, and
 * gives its journals the mode of the file itself. A disk without such rights is left as it is, and whatever else is wrong SQLite will say.
 */
export function keepPrivate(path: string): void {
  // Made only where it is missing: to close a file that is there would drop this process's locks on it (fcntl(2)).
  quietly(() => closeSync(openSync(path, 'wx', 0o600)));
  for (const suffix of ['', '-wal', '-shm']) {
    quietly(() => {
      const found = statSync(path + suffix, { throwIfNoEntry: false });
      if (found !== undefined && (found.mode & forOthers) !== 0) chmodSync(path + suffix, found.mode & 0o700);
    });
  }
}

function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // It is there already, or belongs to somebody else.
  }
}
