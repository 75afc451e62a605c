import type { UploadId } from '../../../shared/ids.ts';
import type { BatchProgress, FileProgress, ProgressEnvelope } from '../../../shared/progress.ts';
import { batchProgress, batchEvent as eventOfBatch, fileEvent as eventOfFile, fileProgress } from '../../desktop/progress-samples.ts';

/** A batch of ten files, four of which have arrived. */
export function sampleBatch(changes: Partial<BatchProgress> = {}): BatchProgress {
  return batchProgress({
    destinationName: 'nas',
    ...{ total: 10, processed: 4, successful: 4, active: 2, queued: 4 },
    ...{ progressPercentage: 40, bytesTotal: 1_000_000, bytesSent: 400_000, bytesConfirmed: 400_000 },
    ...{ speedBytesPerSecond: 100_000, secondsLeft: 6 },
    ...changes,
  });
}

/** A file on its way. */
export function fileEvent({ id = 'u1', ...changes }: Partial<FileProgress> & { readonly id?: string } = {}): ProgressEnvelope {
  const file = fileProgress(1, {
    uploadId: id as UploadId,
    ...{ fileName: 'a.jpg', relativePath: 'photos/a.jpg', sourcePath: '/home/me/photos/a.jpg' },
    ...{ status: 'uploading', attempt: 1, maxAttempts: 8, progressPercentage: 45, fileSize: 100_000, bytesSent: 45_000 },
    ...{ speedBytesPerSecond: 50_000, secondsLeft: 1 },
    ...changes,
  });
  return eventOfFile(file);
}

export function batchEvent(): ProgressEnvelope {
  return eventOfBatch(sampleBatch());
}
