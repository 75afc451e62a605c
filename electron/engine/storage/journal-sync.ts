import { closeSync, fdatasync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs';

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

/** Of `node:fs`. */
export interface JournalDisk {
  fdatasync(file: number, done: (error: Error | null) => void): void;
  fdatasyncSync(file: number): void;
  writeSync(file: number, bytes: Uint8Array, offset: number, length: number, position: number): number;
}

export function createJournalSync(databasePath: string, disk: JournalDisk = { fdatasync, fdatasyncSync, writeSync }): JournalSync {
  let file: number | null = null;
  let underWay = 0;
  let isClosed = false;
  let isDoubtful = false;
  const path = `${databasePath}-wal`;
  // Only once it is there: SQLite makes it with the first commit, and keeps it until its last connection ends.
  const opened = (): number => {
    file ??= openSync(path, 'r+');
    if (isDoubtful) writeAgain(file);
    return file;
  };
  // After a sync that failed the system holds for written what never came to the disk, and whatever stands behind it in a journal counts for nothing.
  const writeAgain = (descriptor: number): void => {
    const bytes = readFileSync(path);
    for (let written = 0; written < bytes.byteLength; )
      written += disk.writeSync(descriptor, bytes, written, bytes.byteLength - written, written);
    isDoubtful = false;
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
        disk.fdatasync(descriptor, (error) => {
          underWay -= 1;
          isDoubtful ||= error !== null;
          closeIfDone();
          if (error === null) resolve();
          else reject(error);
        });
      }),
    now: () => {
      const descriptor = opened();
      try {
        disk.fdatasyncSync(descriptor);
      } catch (error) {
        isDoubtful = true;
        throw error;
      }
    },
    close: () => {
      isClosed = true;
      closeIfDone();
    },
  };
}
