import type { DestinationId } from '../../../shared/ids.ts';
import type { Checkpoint } from '../protocols/protocol.ts';
import type { Database } from './database.ts';

/** What files that left the list left behind at their destinations; `QueueSweep` writes it when it removes their rows. */
export interface LeftUploadStore {
  list(destinationId: DestinationId): readonly Checkpoint[];
  forget(destinationId: DestinationId, checkpoint: Checkpoint): void;
}

export function createLeftUploadStore(database: Database): LeftUploadStore {
  const list = database.prepare(
    `SELECT checkpoint FROM left_uploads WHERE destination_id = :destinationId UNION
     SELECT u.checkpoint FROM batches b JOIN uploads u USING (batch_id)
     WHERE b.listing = 'removed' AND b.destination_id = :destinationId AND u.checkpoint IS NOT NULL`,
  );
  const forget = database.prepare('DELETE FROM left_uploads WHERE destination_id = :destinationId AND checkpoint = :checkpoint');
  const forgetUnlisted = database.prepare(
    `UPDATE uploads SET checkpoint = NULL WHERE checkpoint = :checkpoint
     AND batch_id IN (SELECT batch_id FROM batches WHERE listing = 'removed' AND destination_id = :destinationId)`,
  );

  return {
    list: (destinationId) => list.all({ destinationId }).flatMap((row) => checkpointOf(String(row['checkpoint']))),
    forget: (destinationId, checkpoint) => {
      const left = { destinationId, checkpoint: JSON.stringify(checkpoint) };
      forget.run(left);
      forgetUnlisted.run(left);
    },
  };
}

/** A damaged one knows nothing again. */
function checkpointOf(text: string): readonly Checkpoint[] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? [value as Checkpoint] : [];
  } catch {
    return [];
  }
}
