import type { BatchProgress } from '../../../shared/progress.ts';
import type { BatchRecord } from '../queue/batch-record.ts';
import { batchStatusOf } from '../queue/batch-status.ts';
import { percentageOf } from './percentage-of.ts';
import { secondsLeftOf } from './speed-meter.ts';

/** The outside view of a batch; raises the percentage that was shown, and never lowers it. */
export function batchProgressOf(batch: BatchRecord, destinationName: string, speedBytesPerSecond: number | null): BatchProgress {
  const { counts } = batch;
  const active = counts.checking + counts.uploading + counts.verifying;
  const processed = counts.completed + counts.failed + counts.cancelled + counts.skipped;
  const total = processed + active + counts.queued + counts.waiting + counts.paused;
  const percentage = percentageOf(
    {
      files: total - counts.cancelled,
      arrived: batch.isScanning
        ? Math.min(counts.completed + counts.skipped, total - counts.cancelled - 1)
        : counts.completed + counts.skipped,
      bytesTotal: batch.bytesTotal,
      bytesDone: batch.bytesSent,
    },
    batch.shownPercentage,
  );
  batch.shownPercentage = percentage;
  const speed = active > 0 ? speedBytesPerSecond : null;
  return {
    batchId: batch.batchId,
    status: batchStatusOf(batch),
    name: batch.name,
    destinationId: batch.destinationId,
    destinationName,
    total,
    processed,
    successful: counts.completed,
    failed: counts.failed,
    cancelled: counts.cancelled,
    skipped: counts.skipped,
    active,
    waiting: counts.waiting,
    queued: counts.queued,
    paused: counts.paused,
    ignored: batch.ignored,
    refused: batch.refused,
    isScanning: batch.isScanning,
    progressPercentage: percentage,
    bytesTotal: batch.bytesTotal,
    bytesSent: batch.bytesSent,
    bytesConfirmed: batch.bytesConfirmed,
    speedBytesPerSecond: speed === null ? null : Math.round(speed),
    secondsLeft: secondsLeftOf(batch.bytesTotal - batch.bytesSent, speed),
    createdAt: batch.createdAt,
    settledAt: batch.settledAt,
    ...(batch.watchedPath === null ? {} : { watchedPath: batch.watchedPath }),
    ...conflictsOf(batch),
  };
}

function conflictsOf({ conflicts }: BatchRecord): Pick<BatchProgress, 'conflicts'> {
  const { looking, asked, ...decided } = conflicts;
  const isNothing = looking + asked + decided.overwrite + decided.skip + decided.rename === 0;
  return isNothing ? {} : { conflicts: { looking, asked, decided } };
}
