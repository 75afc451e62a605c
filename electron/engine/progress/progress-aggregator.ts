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
  /** Something about them is to be told anew, at the next tick. */
  noteBatches(batches: Iterable<BatchRecord>): void;
  /**
   * These are written as they are now. What it answers tells them, to be called once they are on disk: changes of a status at once, in this order; where
   * only numbers changed, the next tick tells them.
   */
  prepare(uploads: readonly UploadRecord[], batches: readonly BatchRecord[]): () => void;
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
  /** Has what changed written, and `prepare` called with it, if only with nothing: numbers are counted in memory first, and told only from the disk. */
  readonly setOut: () => void;
}

interface Meter {
  readonly speed: SpeedMeter;
  bytesSeen: number;
}

/** How a batch stood when that was written. */
interface BatchStanding {
  readonly batch: BatchRecord;
  readonly stand: string;
  readonly progress: BatchProgress;
}

/** Turns many small movements into at most ten events a second for each file and batch, always with absolute values. */
export function createProgressAggregator({ clock, listeners, batchOf, destinationNameOf, setOut }: AggregatorOptions): ProgressAggregator {
  const moving = new Map<UploadId, UploadRecord>();
  /** The status that was told last, of files that are not settled. */
  const toldStatuses = new Map<UploadId, UploadStatus>();
  const toldBatches = new WeakMap<BatchRecord, string>();
  const untold = new Set<BatchRecord>();
  const uploadMeters = new Map<UploadId, Meter>();
  const batchMeters = new Map<BatchId, Meter>();
  const total: SpeedMeter = createSpeedMeter();
  let areNumbersDue = false;
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
    let movedTotal = 0;
    for (const batch of sampleMoving(nowMs))
      if (batch.settledAt === null) movedTotal += sample(batchMeters, batch.batchId, batch.bytesSent, nowMs);
    total.sample(movedTotal, nowMs);
    // While files are on their way the tick goes on: a speed must fall to zero when nothing moves.
    if (moving.size > 0) schedule();
    else total.reset();
    areNumbersDue = true;
    setOut();
  }

  /** Answers the batches whose numbers changed. */
  function sampleMoving(nowMs: number): ReadonlySet<BatchRecord> {
    for (const record of moving.values()) {
      if (isActive(record.status)) {
        untold.add(batchOf(record));
        sample(uploadMeters, record.uploadId, record.bytesSent, nowMs);
      } else moving.delete(record.uploadId);
    }
    return untold;
  }

  /** The numbers as they are now. */
  function prepareNumbers(): () => void {
    areNumbersDue = false;
    const files = [...moving.values()].filter(({ status }) => isActive(status)).map(fileProgress);
    const batches = [...untold].map(standing);
    return () => {
      // A status that was not told yet is told by its change.
      for (const file of files) if (toldStatuses.get(file.uploadId) === file.status) publishFileProgress(listeners, file, clock.now());
      for (const batch of batches) tellBatch(batch);
    };
  }

  function schedule(): void {
    cancelTick ??= clock.setTimer(tick, tickMs);
  }

  function standing(batch: BatchRecord): BatchStanding {
    return { batch, stand: standOf(batch), progress: batchProgress(batch) };
  }

  function tellBatch({ batch, stand, progress }: BatchStanding): void {
    untold.delete(batch);
    toldBatches.set(batch, stand);
    publishBatchProgress(listeners, progress, clock.now());
  }

  function tellFile(file: FileProgress): void {
    // A file on its way whose numbers changed is in the next tick anyway.
    if (isActive(file.status) && toldStatuses.get(file.uploadId) === file.status) return;
    if (isSettled(file.status)) toldStatuses.delete(file.uploadId);
    else toldStatuses.set(file.uploadId, file.status);
    publishFileProgress(listeners, file, clock.now());
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
    noteBatches: (batches) => {
      for (const batch of batches) untold.add(batch);
      if (untold.size > 0) schedule();
    },
    prepare: (uploads, batches) => {
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
      }
      for (const batch of touched) if (batch.settledAt !== null) batchMeters.delete(batch.batchId);
      const files = uploads.map(fileProgress);
      const standings = [...touched].map(standing);
      const tellNumbers = areNumbersDue ? prepareNumbers() : null;
      return () => {
        for (const file of files) tellFile(file);
        for (const one of standings) {
          if (toldBatches.get(one.batch) !== one.stand) tellBatch(one);
          else untold.add(one.batch);
        }
        tellNumbers?.();
        if (untold.size > 0) schedule();
      };
    },
    fileProgress,
    batchProgress,
    totalSpeed: () => total.speed(),
    close: () => {
      cancelTick?.();
      for (const batch of [...untold]) tellBatch(standing(batch));
    },
  };
}

/** What of a batch is worth more than a number. */
function standOf(batch: BatchRecord): string {
  return `${batchStatusOf(batch)} ${batch.isScanning} ${batch.settledAt !== null} ${batch.conflicts.looking > 0} ${batch.conflicts.asked > 0}`;
}
