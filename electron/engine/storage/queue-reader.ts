import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { QueueOverview, Refusal, UploadHistory, UploadPage } from '../../../shared/contract.ts';
import type { Destination } from '../../../shared/destination.ts';
import type { BatchId, UploadId } from '../../../shared/ids.ts';
import type { FileProgress } from '../../../shared/progress.ts';
import { showDestination } from '../destinations/show-destination.ts';
import type { UploadQuery } from '../engine.ts';
import { UploadError } from '../errors/upload-error.ts';
import { batchProgressOf } from '../progress/batch-progress-of.ts';
import { fileProgressOf } from '../progress/file-progress-of.ts';
import { createQueueTotals } from '../progress/queue-totals.ts';
import { protocols } from '../protocols/registry.ts';
import { createAttemptStore } from './attempt-store.ts';
import { createBatchStore } from './batch-store.ts';
import type { Database } from './database.ts';
import { openDatabase } from './database.ts';
import { createDestinationStore } from './destination-store.ts';
import { loadBatches } from './load-batches.ts';
import { requireKnownSchema, schemaVersionOf } from './migrate.ts';
import { queueFileName } from './open-queue-database.ts';
import { storageErrorOf } from './storage-error-of.ts';
import { createUploadStore } from './upload-store.ts';

/** A look at the queue that changes nothing and needs no ownership of the data directory. */
export interface QueueReader {
  overview(): Omit<QueueOverview, 'sequence'>;
  listUploads(query: UploadQuery): UploadPage;
  listRefusals(batchId: BatchId, fromIndex: number, limit: number): readonly Refusal[];
  findUpload(uploadId: UploadId): FileProgress | null;
  /** Throws `upload-unknown`. */
  listAttempts(uploadId: UploadId): UploadHistory;
  destinations(): readonly Pick<Destination, 'destinationId' | 'kind' | 'url' | 'isDefault' | 'isBuiltIn'>[];
  /** The saved ones, as a host without a keeper of secrets shows them. */
  savedDestinations(): readonly Destination[];
  close(): void;
}

/**
 * Opens the queue for reading, also while another Gantry works on it; null when there is none yet.
 * Throws `queue-newer`, or what `storageErrorOf` says.
 */
export function openQueueReader(dataDirectory: string): QueueReader | null {
  const path = join(dataDirectory, queueFileName);
  if (!existsSync(path)) return null;
  let database: Database | null = null;
  try {
    database = openDatabase(path);
    database.exec('PRAGMA busy_timeout = 5000; PRAGMA query_only = ON;');
    const version = schemaVersionOf(database);
    requireKnownSchema(version);
    if (version > 0) return createReader(database);
    database.close();
    return null;
  } catch (error) {
    database?.close();
    throw storageErrorOf(error, path);
  }
}

function createReader(database: Database): QueueReader {
  const batchStore = createBatchStore(database);
  const uploadStore = createUploadStore(database);
  const attemptStore = createAttemptStore(database);
  const destinationStore = createDestinationStore(database);
  const destinationNames = new Map(destinationStore.all().map(({ destinationId, name }) => [destinationId, name]));

  return {
    overview: () => {
      const batches = [...loadBatches(batchStore, uploadStore).values()];
      return {
        batches: batches.map((batch) => batchProgressOf(batch, destinationNames.get(batch.destinationId) ?? '', null)),
        totals: createQueueTotals().compute(batches, { speedBytesPerSecond: null, held: [], notice: null }),
      };
    },
    listUploads: ({ fromPosition, limit, batchId, status }) => {
      const batches = loadBatches(batchStore, uploadStore);
      if (batchId !== undefined && !batches.has(batchId)) throw new UploadError('batch-unknown', { details: { reason: batchId } });
      const records = uploadStore.select({
        fromPosition,
        limit,
        ...(batchId === undefined ? {} : { batchId }),
        ...(status === undefined ? {} : { statuses: [status] }),
      });
      const last = records.at(-1);
      return {
        uploads: records.map((record) => fileProgressOf(record, batches.get(record.batchId)?.maxAttempts ?? 0, null)),
        nextPosition: last !== undefined && records.length === limit ? last.position + 1 : null,
      };
    },
    listRefusals: (batchId, fromIndex, limit) => batchStore.refusals(batchId, fromIndex, limit),
    findUpload: (uploadId) => {
      const [record] = uploadStore.select({ uploadIds: [uploadId] });
      if (record === undefined) return null;
      return fileProgressOf(record, loadBatches(batchStore, uploadStore).get(record.batchId)?.maxAttempts ?? 0, null);
    },
    listAttempts: (uploadId) => {
      const [record] = uploadStore.select({ uploadIds: [uploadId] });
      if (record === undefined) throw new UploadError('upload-unknown', { details: { reason: uploadId } });
      return { location: record.location, attempts: attemptStore.list(uploadId) };
    },
    destinations: () =>
      destinationStore.all().map(({ destinationId, kind, url, isDefault, isBuiltIn }) => ({
        destinationId,
        kind,
        url: isBuiltIn ? '' : url,
        isDefault,
        isBuiltIn,
      })),
    savedDestinations: () =>
      destinationStore
        .all()
        .filter(({ isSaved }) => isSaved)
        .map((record) => showDestination(record, Object.hasOwn(protocols, record.kind) && protocols[record.kind].isResumable, [])),
    close: () => database.close(),
  };
}
