import type { QueueOverview, Refusal, RequestArguments, RequestValue } from '../../shared/contract.ts';
import type { Destination } from '../../shared/destination.ts';
import type { BatchId } from '../../shared/ids.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import type { Clock } from '../engine/ports.ts';
import { openQueueReader } from '../engine/storage/queue-reader.ts';
import { connectToHolder } from '../local-socket/connect-to-holder.ts';
import { emptyTotals } from './empty-totals.ts';
import { projectVersion } from './project-version.ts';

/** A look at the queue that changes nothing and holds nothing. */
export interface QueueLook {
  overview(): Promise<Omit<QueueOverview, 'sequence'>>;
  /** Throws `batch-unknown`. */
  listUploads(query: RequestArguments<'listUploads'>): Promise<RequestValue<'listUploads'>>;
  /** The first of what could not be added. Throws `batch-unknown` where somebody holds the queue. */
  listRefusals(batchId: BatchId, limit: number): Promise<readonly Refusal[]>;
  savedDestinations(): Promise<readonly Destination[]>;
  close(): void;
}

/** Looks at the queue with the eyes of whoever holds it, with speeds and all, else at what is on the disk. Throws what `openQueueReader` throws. */
export async function openQueueLook(dataDirectory: string, clock: Clock): Promise<QueueLook> {
  const connection = await connectToHolder({ dataDirectory, clock, client: `gantry ${projectVersion()}` });
  if (connection !== null) {
    return {
      async overview() {
        const { batches, totals } = await connection.ask('getOverview', {});
        return { batches, totals };
      },
      listUploads: (query) => connection.ask('listUploads', query),
      listRefusals: async (batchId, limit) => (await connection.ask('listRefusals', { batchId, limit })).refusals,
      savedDestinations: async () => (await connection.ask('listDestinations', {})).destinations,
      close: () => connection.close(),
    };
  }
  const reader = openQueueReader(dataDirectory);
  return {
    overview: async () => reader?.overview() ?? { batches: [], totals: emptyTotals },
    async listUploads(query) {
      if (reader === null) {
        if (query.batchId === undefined) return { uploads: [], nextPosition: null };
        throw new UploadError('batch-unknown', { details: { reason: query.batchId } });
      }
      return reader.listUploads(query);
    },
    listRefusals: async (batchId, limit) => reader?.listRefusals(batchId, 0, limit) ?? [],
    savedDestinations: async () => reader?.savedDestinations() ?? [],
    close: () => reader?.close(),
  };
}
