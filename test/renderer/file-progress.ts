import type { BatchId, DestinationId, UploadId } from '../../shared/ids.ts';
import type { BatchProgress, FileProgress } from '../../shared/progress.ts';
import { batchProgress as sampleBatch, fileProgress as sampleFile } from '../desktop/progress-samples.ts';

/** A file's progress for tests: a queued file of 48 MB, but for what is given. */
export function fileProgress(given: Partial<FileProgress> & { readonly position: number }): FileProgress {
  const fileName = given.fileName ?? `IMG_${String(4000 + given.position)}.CR3`;
  return sampleFile(given.position, {
    batchId: 'batch-1' as BatchId,
    uploadId: `upload-${given.position}` as UploadId,
    fileName,
    fileSize: 48_100_000,
    relativePath: `ceremony/raw/${fileName}`,
    sourcePath: `/home/ada/Pictures/ceremony/raw/${fileName}`,
    maxAttempts: 8,
    ...given,
  });
}

/** A batch that has just been made. */
export function batchProgress(given: Partial<BatchProgress> = {}): BatchProgress {
  return sampleBatch({
    batchId: 'batch-1' as BatchId,
    name: 'Wedding 2026',
    destinationId: 'destination-2' as DestinationId,
    destinationName: 'photos-archive',
    total: 0,
    queued: 0,
    bytesTotal: 0,
    createdAt: 1_790_000_000_000,
    ...given,
  });
}
