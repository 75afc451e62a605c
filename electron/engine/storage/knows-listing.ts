import type { Database } from './database.ts';

/** Whether batches say if they are in the list: a reader may meet a queue that this version has not brought up to date yet. */
export function knowsListing(database: Database): boolean {
  return database
    .prepare('PRAGMA table_info(batches)')
    .all()
    .some((column) => column['name'] === 'listing');
}
