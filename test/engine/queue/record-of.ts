import type { BatchRecord } from '../../../electron/engine/queue/batch-record.ts';
import { emptySums } from '../../../electron/engine/queue/batch-record.ts';
import type { UploadRecord } from '../../../electron/engine/queue/upload-record.ts';
import type { BatchId, DestinationId, UploadId } from '../../../shared/ids.ts';

/** A file as it is when it comes into the queue. */
export function uploadOf(number: number, changes: Partial<UploadRecord> = {}): UploadRecord {
  return {
    uploadId: `upload-${number}` as UploadId,
    batchId: 'batch-1' as BatchId,
    destinationId: 'destination-1' as DestinationId,
    position: number,
    sourcePath: `/source/${number}`,
    relativePath: `${number}`,
    fingerprint: { size: 100, modifiedAtMs: 1_700_000_000_000.25, inode: String(number), device: '1' },
    readPrefix: null,
    status: 'queued',
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
    conflictState: null,
    targetConflict: null,
    found: null,
    bytesSent: 0,
    runNumber: 0,
    isFromBefore: false,
    bounces: 0,
    lockedLooks: 0,
    furthestConfirmed: 0,
    sourceChanged: false,
    lastByteAt: null,
    ...changes,
  };
}

export function batchOf(number: number, changes: Partial<BatchRecord> = {}): BatchRecord {
  return {
    batchId: `batch-${number}` as BatchId,
    name: `Batch ${number}`,
    destinationId: 'destination-1' as DestinationId,
    conflict: null,
    verify: false,
    maxAttempts: 8,
    createdAt: number,
    watchId: null,
    watchedPath: null,
    isScanning: false,
    isCancelled: false,
    ignored: 0,
    refused: 0,
    settledAt: null,
    ...emptySums(),
    ...changes,
  };
}
