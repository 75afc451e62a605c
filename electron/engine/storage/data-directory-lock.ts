import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UploadError } from '../errors/upload-error.ts';
import type { Database } from './database.ts';
import { openDatabase } from './database.ts';
import { keepPrivate } from './keep-private.ts';
import { sqliteCodeOf } from './sqlite-code-of.ts';
import { storageErrorOf } from './storage-error-of.ts';

export const lockFileName = 'owner.db';

export interface DataDirectoryLock {
  release(): void;
}

/**
 * Makes this process the only owner of a data directory, or throws `queue-held`, or what `storageErrorOf` says.
 * An open exclusive transaction is a lock of the operating system: it is gone with the process, also after kill -9, and needs no clean-up.
 */
export function lockDataDirectory(dataDirectory: string): DataDirectoryLock {
  const path = join(dataDirectory, lockFileName);
  let database: Database | null = null;
  try {
    keepPrivate(path);
    database = openDatabase(path);
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database?.close();
    const code = sqliteCodeOf(error);
    if (code?.startsWith('SQLITE_BUSY') || code?.startsWith('SQLITE_LOCKED')) {
      throw new UploadError('queue-held', { details: { path: dataDirectory }, cause: error });
    }
    if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') {
      // The lock file holds no data: a damaged one is worth nothing and is made anew.
      writeFileSync(path, '');
      return lockDataDirectory(dataDirectory);
    }
    throw storageErrorOf(error, path);
  }
  const owned = database;
  return {
    release: () => {
      owned.exec('ROLLBACK');
      owned.close();
    },
  };
}
