import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { UploadError } from '../errors/upload-error.ts';
import type { Clock } from '../ports.ts';
import type { Database } from './database.ts';
import { openDatabase } from './database.ts';
import { keepPrivate } from './keep-private.ts';
import { migrate } from './migrate.ts';
import { repairQueue } from './repair-queue.ts';
import { sqliteCodeOf } from './sqlite-code-of.ts';
import { storageErrorOf } from './storage-error-of.ts';

export const queueFileName = 'queue.db';

export interface OpenedQueue {
  readonly database: Database;
  /** Where an unreadable queue was set aside; null in the usual case. */
  readonly setAsidePath: string | null;
}

/**
 * Opens the queue of a data directory that this process has locked. An unreadable one is renamed, with a date in its name,
 * and a new one begun: never deleted, never replaced in silence. Throws `queue-newer`, or what `storageErrorOf` says.
 */
export function openQueueDatabase(dataDirectory: string, clock: Clock): OpenedQueue {
  const path = join(dataDirectory, queueFileName);
  try {
    return { database: openChecked(path, clock), setAsidePath: null };
  } catch (error) {
    if (error instanceof UploadError) throw error;
    const code = sqliteCodeOf(error);
    if (code !== 'SQLITE_NOTADB' && !code?.startsWith('SQLITE_CORRUPT')) {
      throw storageErrorOf(error, path);
    }
  }
  const setAsidePath = setAside(path, clock);
  try {
    return { database: openChecked(path, clock), setAsidePath };
  } catch (error) {
    throw storageErrorOf(error, path);
  }
}

function openChecked(path: string, clock: Clock): Database {
  keepPrivate(path);
  const database = openDatabase(path);
  try {
    // FULL: what a person was shown as added or done must survive a power cut, not only a crash.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;');
    const check = database.prepare('PRAGMA quick_check(1)').get();
    if (check?.['quick_check'] !== 'ok') throw corrupt();
    migrate(database);
    repairQueue(database, clock);
    // Its handles are had from now on: there may be none left when many files are open, and then nothing could be written down.
    database.syncNow();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function corrupt(): Error {
  return Object.assign(new Error('quick_check failed'), { code: 'SQLITE_CORRUPT' });
}

/** Renames the file and its journal together, because one without the other cannot be repaired. */
function setAside(path: string, clock: Clock): string {
  const stamp = new Date(clock.now()).toISOString().replaceAll(':', '-');
  const aside = `${path}.unreadable-${stamp}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
  }
  return aside;
}
