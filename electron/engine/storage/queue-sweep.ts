import { kindsWithUnfinished } from '../../../shared/destination.ts';
import type { Database } from './database.ts';

/** Takes rows of batches that are not in the list away; no file, attempt or refusal of a listed one is ever touched. */
export interface QueueSweep {
  /**
   * About so many rows, in one transaction; what files leave at a destination where it can be found again is remembered. False: nothing is left.
   * Throws as the database does.
   */
  sweepSome(most: number): boolean;
}

export function createQueueSweep(database: Database): QueueSweep {
  const next = database.prepare("SELECT batch_id FROM batches WHERE listing = 'removed' LIMIT 1");
  const lastOf = database.prepare(
    `SELECT max(position) AS position, count(*) AS count
     FROM (SELECT position FROM uploads WHERE batch_id = :batchId ORDER BY position LIMIT :most)`,
  );
  const noteLeft = database.prepare(
    `INSERT OR IGNORE INTO left_uploads (destination_id, checkpoint)
     SELECT d.destination_id, u.checkpoint FROM uploads u JOIN batches b USING (batch_id) JOIN destinations d USING (destination_id)
     WHERE b.batch_id = :batchId AND u.position <= :position AND u.checkpoint IS NOT NULL
       AND d.kind IN (${kindsWithUnfinished.map((kind) => `'${kind}'`).join(', ')})`,
  );
  const removeUploads = database.prepare('DELETE FROM uploads WHERE batch_id = :batchId AND position <= :position');
  const removeRefusals = database.prepare(
    'DELETE FROM refusals WHERE rowid IN (SELECT rowid FROM refusals WHERE batch_id = :batchId LIMIT :most)',
  );
  const removeRoots = database.prepare(
    'DELETE FROM scan_roots WHERE rowid IN (SELECT rowid FROM scan_roots WHERE batch_id = :batchId LIMIT :most)',
  );
  const removeBatch = database.prepare('DELETE FROM batches WHERE batch_id = :batchId');

  /** How many rows of a batch were taken away; fewer than `most`: it is gone. */
  function sweepBatch(batchId: string, most: number): number {
    const { position = null, count = 0 } = lastOf.get({ batchId, most }) ?? {};
    let swept = Number(count);
    if (swept > 0) {
      noteLeft.run({ batchId, position });
      removeUploads.run({ batchId, position });
    }
    for (const others of [removeRefusals, removeRoots]) if (swept < most) swept += others.run({ batchId, most: most - swept }).changes;
    if (swept < most) removeBatch.run({ batchId });
    return swept;
  }

  return {
    sweepSome: (most) =>
      database.transaction(() => {
        // A batch costs something, too, also where nothing is in it.
        for (let left = most; left > 0; ) {
          const batchId = next.get()?.['batch_id'];
          if (typeof batchId !== 'string') return false;
          left -= 1 + sweepBatch(batchId, left);
        }
        return true;
      }),
  };
}
