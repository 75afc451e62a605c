import type { BatchId, DestinationId, UploadId } from '../../shared/ids.ts';
import type { BatchProgress, FileProgress, Totals } from '../../shared/progress.ts';

/** A file's progress for tests: a queued file of 48 MB, but for what is given. */
export function fileProgress(given: Partial<FileProgress> & { readonly position: number }): FileProgress {
  const fileName = given.fileName ?? `IMG_${String(4000 + given.position)}.CR3`;
  return {
    batchId: 'batch-1' as BatchId,
    uploadId: `upload-${given.position}` as UploadId,
    fileName,
    fileSize: 48_100_000,
    progressPercentage: 0,
    status: 'queued',
    relativePath: `ceremony/raw/${fileName}`,
    sourcePath: `/home/ada/Pictures/ceremony/raw/${fileName}`,
    bytesSent: 0,
    bytesConfirmed: 0,
    speedBytesPerSecond: null,
    secondsLeft: null,
    attempt: 0,
    maxAttempts: 8,
    waitReason: null,
    retryAt: null,
    error: null,
    verification: null,
    startedOver: false,
    sourceChanged: false,
    lastByteAt: null,
    settledAt: null,
    ...given,
  };
}

/** A batch that has just been made. */
export function batchProgress(given: Partial<BatchProgress> = {}): BatchProgress {
  return {
    batchId: 'batch-1' as BatchId,
    status: 'processing',
    name: 'Wedding 2026',
    destinationId: 'destination-2' as DestinationId,
    destinationName: 'photos-archive',
    total: 0,
    processed: 0,
    successful: 0,
    failed: 0,
    cancelled: 0,
    skipped: 0,
    active: 0,
    waiting: 0,
    queued: 0,
    paused: 0,
    ignored: 0,
    refused: 0,
    isScanning: false,
    progressPercentage: 0,
    bytesTotal: 0,
    bytesSent: 0,
    bytesConfirmed: 0,
    speedBytesPerSecond: null,
    secondsLeft: null,
    createdAt: 1_790_000_000_000,
    settledAt: null,
    ...given,
  };
}

export function queueTotals(given: Partial<Totals> = {}): Totals {
  return {
    total: 0,
    active: 0,
    waiting: 0,
    queued: 0,
    paused: 0,
    failed: 0,
    successful: 0,
    cancelled: 0,
    skipped: 0,
    bytesTotal: 0,
    bytesSent: 0,
    speedBytesPerSecond: null,
    secondsLeft: null,
    progressPercentage: 0,
    held: [],
    notice: null,
    ...given,
  };
}
