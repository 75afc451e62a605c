import type { BatchId, DestinationId, UploadId } from '../../shared/ids.ts';
import type { BatchProgress, FileProgress, ProgressEnvelope, Totals } from '../../shared/progress.ts';

export function fileProgress(index: number, changes: Partial<FileProgress> = {}): FileProgress {
  return {
    batchId: 'b1' as BatchId,
    uploadId: `u${index}` as UploadId,
    fileName: `${index}.bin`,
    fileSize: 1_000,
    progressPercentage: 0,
    status: 'queued',
    relativePath: `${index}.bin`,
    sourcePath: `/source/${index}.bin`,
    position: index,
    bytesSent: 0,
    bytesConfirmed: 0,
    speedBytesPerSecond: null,
    secondsLeft: null,
    attempt: 0,
    maxAttempts: 5,
    waitReason: null,
    retryAt: null,
    error: null,
    verification: null,
    startedOver: false,
    sourceChanged: false,
    lastByteAt: null,
    settledAt: null,
    ...changes,
  };
}

export function batchProgress(changes: Partial<BatchProgress> = {}): BatchProgress {
  return {
    batchId: 'b1' as BatchId,
    status: 'processing',
    name: 'photos',
    destinationId: 'd1' as DestinationId,
    destinationName: 'Archive',
    total: 1,
    processed: 0,
    successful: 0,
    failed: 0,
    cancelled: 0,
    skipped: 0,
    active: 0,
    waiting: 0,
    queued: 1,
    paused: 0,
    ignored: 0,
    refused: 0,
    isScanning: false,
    progressPercentage: 0,
    bytesTotal: 1_000,
    bytesSent: 0,
    bytesConfirmed: 0,
    speedBytesPerSecond: null,
    secondsLeft: null,
    createdAt: 0,
    settledAt: null,
    ...changes,
  };
}

export function totals(changes: Partial<Totals> = {}): Totals {
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
    ...changes,
  };
}

const timestamp = '2026-01-01T00:00:00.000Z';

export function fileEvent(payload: FileProgress): ProgressEnvelope {
  return { action: 'file_progress', payload, timestamp };
}

export function batchEvent(payload: BatchProgress): ProgressEnvelope {
  return { action: 'batch_progress', payload, timestamp };
}
