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
  // Each by a handle of its own: the system tells an error once by each, and one that was told to `later` a moment ago would be none to `now`.
  let laterFile: number | null = null;
  let nowFile: number | null = null;
  let underWay = 0;
  let isClosed = false;
  let isDoubtful = false;
  const path = `${databasePath}-wal`;
  // Only once it is there: SQLite makes it with the first commit, and keeps it until its last connection ends.
  const open = (): { readonly later: number; readonly now: number } => {
    laterFile ??= openSync(path, 'r+');
    nowFile ??= openSync(path, 'r+');
    if (isDoubtful) writeAgain(nowFile);
    return { later: laterFile, now: nowFile };
  };
  // After a sync that failed the system holds for written what never came to the disk, and whatever stands behind it in a journal counts for nothing.
  const writeAgain = (descriptor: number): void => {
    const bytes = readFileSync(path);
    for (let written = 0; written < bytes.byteLength; )
      written += disk.writeSync(descriptor, bytes, written, bytes.byteLength - written, written);
    isDoubtful = false;
  };
  /** Handles that are opened after it know nothing of an error that was told. */
  const closeIdle = (): void => {
    if (nowFile !== null) closeSync(nowFile);
    nowFile = null;
    if (underWay > 0 || laterFile === null) return;
    closeSync(laterFile);
    laterFile = null;
  };
  const failed = (): void => {
    isDoubtful = true;
    closeIdle();
  };
  return {
    later: () =>
      new Promise((resolve, reject) => {
        const { later } = open();
        underWay += 1;
        disk.fdatasync(later, (error) => {
          underWay -= 1;
          if (error !== null) failed();
          else if (isClosed) closeIdle();
          if (error === null) resolve();
          else reject(error);
        });
      }),
    now: () => {
      const { now } = open();
      try {
        disk.fdatasyncSync(now);
      } catch (error) {
        failed();
        throw error;
      }
    },
    close: () => {
      isClosed = true;
      closeIdle();
    },
  };
}
