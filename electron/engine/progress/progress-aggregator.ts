import type { BatchId, UploadId } from '../../../shared/ids.ts';
import type { BatchProgress, FileProgress } from '../../../shared/progress.ts';
import { isActive } from '../../../shared/upload.ts';
import type { Clock } from '../ports.ts';
import type { BatchRecord } from '../queue/batch-record.ts';
import type { UploadRecord } from '../queue/upload-record.ts';
import { batchProgressOf } from './batch-progress-of.ts';
import { fileProgressOf } from './file-progress-of.ts';
import type { ProgressListeners } from './progress-listeners.ts';
import { publishBatchProgress } from './publish-batch-progress.ts';
import { publishFileProgress } from './publish-file-progress.ts';
import { createSpeedMeter, type SpeedMeter } from './speed-meter.ts';

/** Ten a second: as often as an eye follows a number. */
export const tickMs = 100;

export interface ProgressAggregator {
  /** A file's bytes moved: remembered, and told at the next tick. */
  note(record: UploadRecord): void;
  /** Statuses changed and are on disk: told at once, in this order. */
  tell(uploads: readonly UploadRecord[], batches: readonly BatchRecord[]): void;
  fileProgress(record: UploadRecord): FileProgress;
  batchProgress(batch: BatchRecord): BatchProgress;
  totalSpeed(): number | null;
  close(): void;
}

export interface AggregatorOptions {
  readonly clock: Clock;
  readonly listeners: ProgressListeners;
  readonly batchOf: (record: UploadRecord) => BatchRecord;
  readonly destinationNameOf: (batch: BatchRecord) => string;
}

interface Meter {
  readonly speed: SpeedMeter;
  bytesSeen: number;
}

/** Turns many small movements into at most ten events a second for each file and batch, always with absolute values. */
export function createProgressAggregator({ clock, listeners, batchOf, destinationNameOf }: AggregatorOptions): ProgressAggregator {
  const moving = new Map<UploadId, UploadRecord>();
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
    const nowMs = clock.monotonicNow();
    const batches = new Set<BatchRecord>();
    let movedTotal = 0;
    for (const record of moving.values()) {
      if (!isActive(record.status)) {
        moving.delete(record.uploadId);
        continue;
      }
      batches.add(batchOf(record));
      sample(uploadMeters, record.uploadId, record.bytesSent, nowMs);
      publishFileProgress(listeners, fileProgress(record), clock.now());
    }
    for (const batch of batches) {
      movedTotal += sample(batchMeters, batch.batchId, batch.bytesSent, nowMs);
      publishBatchProgress(listeners, batchProgress(batch), clock.now());
    }
    total.sample(movedTotal, nowMs);
    // While files are on their way the tick goes on: a speed must fall to zero when nothing moves.
    if (moving.size > 0) schedule();
    else total.reset();
  }

  function schedule(): void {
    cancelTick ??= clock.setTimer(tick, tickMs);
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
        publishFileProgress(listeners, fileProgress(record), clock.now());
      }
      for (const batch of touched) {
        if (batch.settledAt !== null) batchMeters.delete(batch.batchId);
        publishBatchProgress(listeners, batchProgress(batch), clock.now());
      }
    },
    fileProgress,
    batchProgress,
    totalSpeed: () => total.speed(),
    close: () => {
      cancelTick?.();
    },
  };
}
