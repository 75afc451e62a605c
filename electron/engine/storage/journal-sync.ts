import { closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs';

/**
 * Brings the journal of a WAL database to the disk by the file itself: what SQLite wrote there by another handle is the same file, and a sync of it covers
 * both. So the wait for the disk need not be the main thread's.
 */
export interface JournalSync {
  /** Resolves when all that was committed before is on the disk. Rejects as the system does. */
  later(): Promise<void>;
  /** The same, at once. Throws as the system does. */
  now(): void;
  /** Waits for nobody: a sync that is under way still has its file. */
  close(): void;
}

export function createJournalSync(databasePath: string): JournalSync {
  let file: number | null = null;
  let underWay = 0;
  let isClosed = false;
  // Only once it is there: SQLite makes it with the first commit, and keeps it until its last connection ends.
  const opened = (): number => {
    file ??= openSync(`${databasePath}-wal`, 'r+');
    return file;
  };
  const closeIfDone = (): void => {
    if (!isClosed || underWay > 0 || file === null) return;
    closeSync(file);
    file = null;
  };
  return {
    later: () =>
      new Promise((resolve, reject) => {
        const descriptor = opened();
        underWay += 1;
        fdatasync(descriptor, (error) => {
          underWay -= 1;
          closeIfDone();
          if (error === null) resolve();
          else reject(error);
        });
      }),
    now: () => fdatasyncSync(opened()),
    close: () => {
      isClosed = true;
      closeIfDone();
    },
  };
}
