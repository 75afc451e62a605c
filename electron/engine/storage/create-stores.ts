import type { AttemptStore } from './attempt-store.ts';
import { createAttemptStore } from './attempt-store.ts';
import type { BatchStore } from './batch-store.ts';
import { createBatchStore } from './batch-store.ts';
import type { Database } from './database.ts';
import type { DestinationStore } from './destination-store.ts';
import { createDestinationStore } from './destination-store.ts';
import type { LeftUploadStore } from './left-upload-store.ts';
import { createLeftUploadStore } from './left-upload-store.ts';
import type { QueueSweep } from './queue-sweep.ts';
import { createQueueSweep } from './queue-sweep.ts';
import type { UploadStore } from './upload-store.ts';
import { createUploadStore } from './upload-store.ts';
import type { WatchStore } from './watch-store.ts';
import { createWatchStore } from './watch-store.ts';

export interface Stores {
  readonly uploadStore: UploadStore;
  readonly batchStore: BatchStore;
  readonly attemptStore: AttemptStore;
  readonly destinationStore: DestinationStore;
  readonly left: LeftUploadStore;
  readonly watchStore: WatchStore;
  readonly sweep: QueueSweep;
}

/** Everything that an engine writes down, in one database. */
export function createStores(database: Database): Stores {
  return {
    uploadStore: createUploadStore(database),
    batchStore: createBatchStore(database),
    attemptStore: createAttemptStore(database),
    destinationStore: createDestinationStore(database),
    left: createLeftUploadStore(database),
    watchStore: createWatchStore(database),
    sweep: createQueueSweep(database),
  };
}
