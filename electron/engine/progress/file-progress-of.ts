import type { FileProgress } from '../../../shared/progress.ts';
import { isActive, isSettled } from '../../../shared/upload.ts';
import type { UploadRecord } from '../queue/upload-record.ts';
import { secondsLeftOf } from './speed-meter.ts';

/** The outside view of a file. */
export function fileProgressOf(record: UploadRecord, maxAttempts: number, speedBytesPerSecond: number | null): FileProgress {
  const size = record.fingerprint.size;
  const arrived = record.status === 'completed' || record.status === 'skipped';
  const bytesSent = arrived ? size : Math.min(record.bytesSent, size);
  const speed = isActive(record.status) ? speedBytesPerSecond : null;
  return {
    batchId: record.batchId,
    uploadId: record.uploadId,
    fileName: record.relativePath.slice(record.relativePath.lastIndexOf('/') + 1),
    fileSize: size,
    progressPercentage: arrived ? 100 : size === 0 ? 0 : Math.min(99.9, Math.floor((bytesSent / size) * 1000) / 10),
    status: record.status,
    relativePath: record.relativePath,
    sourcePath: record.sourcePath,
    position: record.position,
    bytesSent,
    bytesConfirmed: arrived ? size : record.bytesConfirmed,
    speedBytesPerSecond: speed === null ? null : Math.round(speed),
    secondsLeft: secondsLeftOf(size - bytesSent, speed),
    attempt: record.attempt,
    maxAttempts,
    waitReason: record.waitReason,
    retryAt: record.retryAt,
    error: record.error,
    verification: record.verification,
    startedOver: record.startedOver,
    sourceChanged: record.sourceChanged,
    lastByteAt: isActive(record.status) && record.status !== 'checking' ? record.lastByteAt : null,
    settledAt: record.settledAt,
    ...(record.conflictState === null || isSettled(record.status)
      ? {}
      : { conflict: record.conflictState === 'asks' ? 'asks' : 'looking' }),
  };
}
