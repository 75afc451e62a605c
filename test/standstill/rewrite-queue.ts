import { join } from 'node:path';
import { openDatabase } from '../../electron/engine/storage/database.ts';
import { queueFileName } from '../../electron/engine/storage/open-queue-database.ts';

/** Brings a queue that nobody holds into a state that would take hours to get to. */
export function rewriteQueue(dataDirectory: string, sql: string): void {
  const database = openDatabase(join(dataDirectory, queueFileName));
  try {
    database.exec(`PRAGMA foreign_keys = ON; BEGIN; ${sql}; COMMIT; PRAGMA wal_checkpoint(TRUNCATE);`);
  } finally {
    database.close();
  }
}
