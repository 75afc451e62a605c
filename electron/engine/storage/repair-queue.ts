import { longestWaitMs } from '../../../shared/longest-wait-ms.ts';
import { uploadStatuses } from '../../../shared/upload.ts';
import type { Clock } from '../ports.ts';
import type { Database } from './database.ts';

/** Beyond it whole numbers are not told apart, so a row would not be found again. */
const highestPosition = 2 ** 52;

/**
 * Mends what a bad disk, or a clock that was set, can leave in a row of a file that the database itself calls sound: otherwise nobody would
 * ever look at that file again, and its batch would be called completed without it. Its destination is asked what it has.
 */
export function repairQueue(database: Database, clock: Clock): void {
  database.transaction(() => {
    const words = uploadStatuses.map((status) => `'${status}'`).join(', ');
    database.exec(`UPDATE uploads SET status = 'queued', settled_at = NULL WHERE status NOT IN (${words})`);
    database.prepare('UPDATE uploads SET retry_at = NULL WHERE retry_at > :latest').run({ latest: clock.now() + longestWaitMs });
    // What the last process was about to add when it ended is not in the list, and never was.
    database.exec("UPDATE batches SET listing = 'removed' WHERE listing = 'adding'");
    const inOrder = `BETWEEN 1 AND ${highestPosition}`;
    const toTheEnd = database.prepare(
      `UPDATE uploads SET position = (SELECT coalesce(max(position), 0) + 1 FROM uploads WHERE position ${inOrder})
       WHERE position = (SELECT position FROM uploads WHERE position NOT ${inOrder} LIMIT 1)`,
    );
    while (toTheEnd.run().changes > 0);
  });
}
