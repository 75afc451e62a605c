import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../ports.ts';
import { lockDataDirectory } from './data-directory-lock.ts';
import type { Database } from './database.ts';
import type { OpenedQueue } from './open-queue-database.ts';
import { openQueueDatabase, queueFileName } from './open-queue-database.ts';
import { sqliteCodeOf } from './sqlite-code-of.ts';
import { storageErrorOf } from './storage-error-of.ts';
import { syncParents } from './sync-parents.ts';

export interface OwnedDataDirectory extends OpenedQueue {
  /** Closes the queue and gives the directory up. */
  release(): void;
}

/** Makes the data directory if it is missing, takes it for this process and opens its queue. Throws `queue-held`, `queue-newer`, or what `storageErrorOf` says. */
export function ownDataDirectory(dataDirectory: string, clock: Clock): OwnedDataDirectory {
  try {
    mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw storageErrorOf(error, dataDirectory);
  }
  const lock = lockDataDirectory(dataDirectory);
  try {
    // Before the file is there, so that a start that dies in between is made up for by the next one.
    if (!existsSync(join(dataDirectory, queueFileName))) syncParents(dataDirectory);
    const opened = openQueueDatabase(dataDirectory, clock);
    return {
      ...opened,
      release: () => {
        try {
          // The library keeps a database half open as long as its statements live, so the journal is brought home here.
          bringHome(opened.database);
          opened.database.close();
        } finally {
          lock.release();
        }
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Writes the journal into the database. Where a full disk refuses, the journal keeps it all for the next start. */
function bringHome(database: Database): void {
  try {
    database.exec('PRAGMA wal_checkpoint(PASSIVE)');
  } catch (error) {
    if (sqliteCodeOf(error) === null) throw error;
  }
}
