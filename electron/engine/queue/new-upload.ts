import type { UploadId } from '../../../shared/ids.ts';
import type { UploadStatus } from '../../../shared/upload.ts';
import type { Randomness } from '../ports.ts';
import type { Fingerprint } from '../source/upload-source.ts';
import type { BatchRecord } from './batch-record.ts';
import { undecided } from './needs-look.ts';
import type { Queue } from './queue.ts';
import type { UploadRecord } from './upload-record.ts';

export interface NewUpload {
  readonly queue: Pick<Queue, 'takePosition'>;
  readonly randomness: Randomness;
  readonly status: UploadStatus;
}

/** A file of a batch, of which nothing was sent yet. `relativePath`: under the destination. */
export function newUpload(
  batch: BatchRecord,
  file: { readonly path: string; readonly relativePath: string; readonly fingerprint: Fingerprint },
  { queue, randomness, status }: NewUpload,
): UploadRecord {
  return {
    uploadId: randomness.uuid() as UploadId,
    batchId: batch.batchId,
    destinationId: batch.destinationId,
    position: queue.takePosition(),
    sourcePath: file.path,
    relativePath: file.relativePath,
    fingerprint: file.fingerprint,
    readPrefix: null,
    status,
    attempt: 0,
    waitReason: null,
    retryAt: null,
    error: null,
    bytesConfirmed: 0,
    checkpoint: null,
    plan: null,
    verification: null,
    location: null,
    storedAs: null,
    startedOver: false,
    discardPending: false,
    settledAt: null,
    ...undecided(batch.conflict),
    bytesSent: 0,
    runNumber: 0,
    isFromBefore: false,
    bounces: 0,
    lockedLooks: 0,
    furthestConfirmed: 0,
    sourceChanged: false,
    lastByteAt: null,
  };
}
