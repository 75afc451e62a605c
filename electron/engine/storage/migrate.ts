import { UploadError } from '../errors/upload-error.ts';
import type { Database } from './database.ts';
import { queueMigration } from './migrations/0001-queue.ts';
import { sourcePinsMigration } from './migrations/0002-source-pins.ts';
import { leftUploadsMigration } from './migrations/0003-left-uploads.ts';
import { conflictsMigration } from './migrations/0004-conflicts.ts';
import { watchedFoldersMigration } from './migrations/0005-watched-folders.ts';
import { listingMigration } from './migrations/0006-listing.ts';
import { replacedFoldersMigration } from './migrations/0007-replaced-folders.ts';

/** In the order of their release; the number of those applied is SQLite's `user_version`. */
const migrations: readonly string[] = [
  queueMigration,
  sourcePinsMigration,
  leftUploadsMigration,
  conflictsMigration,
  watchedFoldersMigration,
  listingMigration,
  replacedFoldersMigration,
];

export function schemaVersionOf(database: Database): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
}

/** Throws `queue-newer` when a newer Gantry wrote it. */
export function requireKnownSchema(version: number): void {
  if (version <= migrations.length) return;
  throw new UploadError('queue-newer', { details: { reason: `schema ${version}, this Gantry knows ${migrations.length}` } });
}

/** Brings the schema to the newest version. Throws `queue-newer` when a newer Gantry wrote it. */
export function migrate(database: Database): void {
  const version = schemaVersionOf(database);
  requireKnownSchema(version);
  for (const [index, migration] of migrations.entries()) {
    if (index < version) continue;
    database.transaction(() => {
      database.exec(migration);
      database.exec(`PRAGMA user_version = ${index + 1}`);
    });
  }
}
