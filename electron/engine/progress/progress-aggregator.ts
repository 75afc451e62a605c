import type { BatchId, UploadId } from '../../../shared/ids.ts';
import type { BatchProgress, FileProgress } from '../../../shared/progress.ts';
import type { UploadStatus } from '../../../shared/upload.ts';
import { isActive, isSettled } from '../../../shared/upload.ts';
import type { Clock } from '../ports.ts';
import type { BatchRecord } from '../queue/batch-record.ts';
import { batchStatusOf } from '../queue/batch-status.ts';
import type { UploadRecord } from '../queue/upload-record.ts';
import { batchProgressOf } from './batch-progress-of.ts';
import { fileProgressOf } from './file-progress-of.ts';
import type { ProgressListeners } from './progress-listeners.ts';
import { publishBatchProgress } from './publish-batch-progress.ts';
import { publishFileProgress } from './publish-file-progress.ts';
import type { SpeedMeter } from './speed-meter.ts';
import { createSpeedMeter } from './speed-meter.ts';

/** Ten a second: as often as an eye follows a number. */
export const tickMs = 100;

export interface ProgressAggregator {
  /** A file's bytes moved: remembered, and told at the next tick. */
  note(record: UploadRecord): void;
  /** These are on disk: changes of a status are told at once, in this order; where only numbers changed, the next tick tells them. */
  tell(uploads: readonly UploadRecord[], batches: readonly BatchRecord[]): void;
  fileProgress(record: UploadRecord): FileProgress;
  batchProgress(batch: BatchRecord): BatchProgress;
  totalSpeed(): number | null;
  /** Tells what is left. */
  close(): void;
}

export interface AggregatorOptions {
  readonly clock: Clock;
  readonly listeners: ProgressListeners;
  readonly batchOf: (record: UploadRecord) => BatchRecord;
  readonly destinationNameOf: (batch: BatchRecord) => string;
  /** Writes what changed; false: the disk refuses. What a batch has done is counted in memory first, and told only from the disk. */
  readonly commit: () => boolean;
}

interface Meter {
  readonly speed: SpeedMeter;
  bytesSeen: number;
}

/** Turns many small movements into at most ten events a second for each file and batch, always with absolute values. */
export function createProgressAggregator({ clock, listeners, batchOf, destinationNameOf, commit }: AggregatorOptions): ProgressAggregator {
  const moving = new Map<UploadId, UploadRecord>();
  /** The status that was told last, of files that are not settled. */
  const toldStatuses = new Map<UploadId, UploadStatus>();
  const toldBatches = new WeakMap<BatchRecord, string>();
  const untold = new Set<BatchRecord>();
  const uploadMeters = new Map<UploadId, Meter>();
  const batchMeters = new Map<BatchId, Meter>();
  const total: SpeedMeter = createSpeedMeter();
  let cancelTick: (() => void) | null = null;

  function sample(meters: Map<string, Meter>, key: string, bytesNow: number, nowMs: number): number {
    let meter = meters.get(key);
    if (meter === undefined) {
      meter = { speed: createSpeedMeter(), bytesSeen: bytesNow };
      meters.set(key, meter);
    }
    const moved = Math.max(0, bytesNow - meter.bytesSeen);
    meter.bytesSeen = bytesNow;
    meter.speed.sample(moved, nowMs);
    return moved;
  }

  function tick(): void {
    cancelTick = null;
    const isWritten = commit();
    const nowMs = clock.monotonicNow();
    const batches = new Set<BatchRecord>(untold);
    untold.clear();
    let movedTotal = 0;
    for (const record of moving.values()) {
      if (!isActive(record.status)) {
        moving.delete(record.uploadId);
        continue;
      }
      batches.add(batchOf(record));
      sample(uploadMeters, record.uploadId, record.bytesSent, nowMs);
      // A status that is not on disk yet is told when it is.
      if (toldStatuses.get(record.uploadId) === record.status) publishFileProgress(listeners, fileProgress(record), clock.now());
    }
    for (const batch of batches) {
      if (batch.settledAt === null) movedTotal += sample(batchMeters, batch.batchId, batch.bytesSent, nowMs);
      if (!isWritten) untold.add(batch);
      else if (toldBatches.get(batch) === standOf(batch)) tellBatch(batch);
    }
    total.sample(movedTotal, nowMs);
    // While files are on their way the tick goes on: a speed must fall to zero when nothing moves.
    if (moving.size > 0) schedule();
    else total.reset();
  }

  function schedule(): void {
    cancelTick ??= clock.setTimer(tick, tickMs);
  }

  function tellBatch(batch: BatchRecord): void {
    untold.delete(batch);
    toldBatches.set(batch, standOf(batch));
    publishBatchProgress(listeners, batchProgress(batch), clock.now());
  }

  function fileProgress(record: UploadRecord): FileProgress {
    return fileProgressOf(record, batchOf(record).maxAttempts, uploadMeters.get(record.uploadId)?.speed.speed() ?? null);
  }

  function batchProgress(batch: BatchRecord): BatchProgress {
    return batchProgressOf(batch, destinationNameOf(batch), batchMeters.get(batch.batchId)?.speed.speed() ?? null);
  }

  return {
    note: (record) => {
      moving.set(record.uploadId, record);
      schedule();
    },
    tell: (uploads, batches) => {
      const touched = new Set(batches);
      for (const record of uploads) {
        if (isActive(record.status)) {
          moving.set(record.uploadId, record);
          schedule();
        } else {
          moving.delete(record.uploadId);
          uploadMeters.delete(record.uploadId);
        }
        touched.add(batchOf(record));
        // A file on its way whose numbers changed is in the next tick anyway.
        if (isActive(record.status) && toldStatuses.get(record.uploadId) === record.status) continue;
        if (isSettled(record.status)) toldStatuses.delete(record.uploadId);
        else toldStatuses.set(record.uploadId, record.status);
        publishFileProgress(listeners, fileProgress(record), clock.now());
      }
      for (const batch of touched) {
        if (batch.settledAt !== null) batchMeters.delete(batch.batchId);
        if (toldBatches.get(batch) !== standOf(batch)) tellBatch(batch);
        else untold.add(batch);
      }
      if (untold.size > 0) schedule();
    },
    fileProgress,
    batchProgress,
    totalSpeed: () => total.speed(),
    close: () => {
      cancelTick?.();
      for (const batch of [...untold]) tellBatch(batch);
    },
  };
}

/** What of a batch is worth more than a number. */
function standOf(batch: BatchRecord): string {
  return `${batchStatusOf(batch)} ${batch.isScanning} ${batch.settledAt !== null} ${batch.conflicts.looking > 0} ${batch.conflicts.asked > 0}`;
}
