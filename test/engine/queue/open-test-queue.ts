import { mkdirSync } from 'node:fs';
import { Queue } from '../../../electron/engine/queue/queue.ts';
import type { QueueOptions } from '../../../electron/engine/queue/queue-options.ts';
import type { UploadRecord } from '../../../electron/engine/queue/upload-record.ts';
import { createAttemptStore } from '../../../electron/engine/storage/attempt-store.ts';
import { createBatchStore } from '../../../electron/engine/storage/batch-store.ts';
import type { Database } from '../../../electron/engine/storage/database.ts';
import { createDestinationStore } from '../../../electron/engine/storage/destination-store.ts';
import { openQueueDatabase } from '../../../electron/engine/storage/open-queue-database.ts';
import { createQueueSweep } from '../../../electron/engine/storage/queue-sweep.ts';
import { createUploadStore } from '../../../electron/engine/storage/upload-store.ts';
import type { DestinationId } from '../../../shared/ids.ts';
import type { FakeClock } from '../../fakes/fake-clock.ts';

export interface TestQueue {
  readonly queue: Queue;
  readonly database: Database;
  /** What was told, in order: `name status` of each file, or what `lineOf` says. */
  readonly told: string[];
  readonly troubles: (string | null)[];
  close(): void;
}

/** A queue on a real database in `directory`, with one destination. `wrap` may come between the queue and its database. */
export function openTestQueue(
  directory: string,
  clock: FakeClock,
  wrap: (database: Database) => Database = (database) => database,
  lineOf = ({ uploadId, status }: UploadRecord): string => `${uploadId} ${status}`,
): TestQueue {
  mkdirSync(directory, { recursive: true });
  const { database } = openQueueDatabase(directory, clock);
  const destinations = createDestinationStore(database);
  if (destinations.all().length === 0) {
    destinations.put({
      destinationId: 'destination-1' as DestinationId,
      name: 'One',
      kind: 'tus',
      url: 'tus+http://one.test/',
      isSaved: true,
      isBuiltIn: false,
      isDefault: true,
      memory: {},
      conflict: null,
      createdAt: 1,
    });
  }
  const told: string[] = [];
  const troubles: (string | null)[] = [];
  const options: QueueOptions = {
    // The real disk takes its time, and a clock that stands still knows nothing of that.
    database: wrap({ ...database, synced: async () => database.syncNow() }),
    uploadStore: createUploadStore(database),
    batchStore: createBatchStore(database),
    attemptStore: createAttemptStore(database),
    sweep: createQueueSweep(database),
    clock,
    log: { write: () => undefined },
    onWritten: (uploads) => {
      const lines = uploads.map(lineOf);
      return () => told.push(...lines);
    },
    onTrouble: (trouble) => troubles.push(trouble?.code ?? null),
  };
  const queue = new Queue(options);
  return {
    queue,
    database,
    told,
    troubles,
    close: () => {
      queue.close();
      database.close();
    },
  };
}
