import type { BatchId, DestinationId, UploadId } from '../../../shared/ids.ts';
import type { BatchProgress, FileProgress, ProgressEnvelope } from '../../../shared/progress.ts';

export function sampleBatch(changes: Partial<BatchProgress> = {}): BatchProgress {
  return {
    batchId: 'b1' as BatchId,
    status: 'processing',
    name: 'photos',
    destinationId: 'd1' as DestinationId,
    destinationName: 'nas',
    total: 10,
    processed: 4,
    successful: 4,
    failed: 0,
    cancelled: 0,
    skipped: 0,
    active: 2,
    waiting: 0,
    queued: 4,
    paused: 0,
    ignored: 0,
    refused: 0,
    isScanning: false,
    progressPercentage: 40,
    bytesTotal: 1_000_000,
    bytesSent: 400_000,
    bytesConfirmed: 400_000,
    speedBytesPerSecond: 100_000,
    secondsLeft: 6,
    createdAt: 0,
    settledAt: null,
    ...changes,
  };
}

export function sampleFile(changes: Partial<FileProgress> & { readonly id?: string } = {}): FileProgress {
  const { id = 'u1', ...rest } = changes;
  return {
    batchId: 'b1' as BatchId,
    uploadId: id as UploadId,
    fileName: 'a.jpg',
    fileSize: 100_000,
    progressPercentage: 45,
    status: 'uploading',
    relativePath: 'photos/a.jpg',
    sourcePath: '/home/me/photos/a.jpg',
    position: 1,
    bytesSent: 45_000,
    bytesConfirmed: 0,
    speedBytesPerSecond: 50_000,
    secondsLeft: 1,
    attempt: 1,
    maxAttempts: 8,
    waitReason: null,
    retryAt: null,
    error: null,
    verification: null,
    startedOver: false,
    sourceChanged: false,
    lastByteAt: null,
    settledAt: null,
    ...rest,
  };
}

const timestamp = '2026-01-01T00:00:00.000Z';

export function fileEvent(changes: Parameters<typeof sampleFile>[0] = {}): ProgressEnvelope {
  return { action: 'file_progress', payload: sampleFile(changes), timestamp };
}

export function batchEvent(changes: Partial<BatchProgress> = {}): ProgressEnvelope {
  return { action: 'batch_progress', payload: sampleBatch(changes), timestamp };
}
