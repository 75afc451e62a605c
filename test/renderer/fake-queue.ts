import type { BatchId, UploadId } from '../../shared/ids.ts';
import type { BatchProgress, FileProgress, Totals } from '../../shared/progress.ts';
import type { UploadStatus } from '../../shared/upload.ts';
import { isActive, isSettled } from '../../shared/upload.ts';
import { totals as sampleTotals } from '../desktop/progress-samples.ts';
import { batchProgress } from './file-progress.ts';

export interface FakeBatch {
  readonly batchId: BatchId;
  readonly name: string;
}

const speedPerSlot = 7_000_000;

/** A queue without an engine: its files are sent as time passes. */
export class FakeQueue {
  readonly files = new Map<UploadId, FileProgress>();
  readonly batches: FakeBatch[] = [];
  readonly slots = 6;

  put(file: FileProgress): void {
    this.files.set(file.uploadId, file);
  }

  /** Lets time pass: active files send, finished ones settle, queued ones take their slots. Returns what changed. */
  advance(milliseconds: number, nowMs: number): readonly FileProgress[] {
    const changed: FileProgress[] = [];
    let free = this.slots;
    for (const file of this.files.values()) {
      if (!isActive(file.status)) continue;
      free -= 1;
      changed.push(this.#sent(file, milliseconds, nowMs));
    }
    for (const file of this.files.values()) {
      if (free <= 0) break;
      if (file.status !== 'queued') continue;
      free -= 1;
      changed.push({ ...file, status: 'uploading', attempt: file.attempt + 1 });
    }
    for (const file of changed) this.put(file);
    return changed;
  }

  progressOf(batch: FakeBatch): BatchProgress {
    const files = [...this.files.values()].filter((file) => file.batchId === batch.batchId);
    const totals = this.totalsOf(files);
    const isOver = files.every((file) => isSettled(file.status));
    return batchProgress({
      ...totals,
      batchId: batch.batchId,
      name: batch.name,
      processed: totals.successful + totals.failed + totals.cancelled + totals.skipped,
      bytesConfirmed: files.reduce((sum, file) => sum + file.bytesConfirmed, 0),
      status: isOver ? (totals.failed > 0 ? 'failed' : 'completed') : 'processing',
      settledAt: isOver ? 1_790_003_480_000 : null,
    });
  }

  totalsOf(files: readonly FileProgress[] = [...this.files.values()]): Totals {
    const counts = { active: 0, waiting: 0, queued: 0, paused: 0, failed: 0, successful: 0, cancelled: 0, skipped: 0 };
    let bytesTotal = 0;
    let bytesSent = 0;
    let speed = 0;
    for (const file of files) {
      counts[countNameOf(file.status)] += 1;
      bytesTotal += file.fileSize;
      bytesSent += file.bytesSent;
      speed += file.speedBytesPerSecond ?? 0;
    }
    return sampleTotals({
      ...counts,
      total: files.length,
      bytesTotal,
      bytesSent,
      progressPercentage: bytesTotal === 0 ? 0 : Math.floor((bytesSent / bytesTotal) * 1000) / 10,
      speedBytesPerSecond: speed === 0 ? null : speed,
      secondsLeft: speed === 0 ? null : (bytesTotal - bytesSent) / speed,
    });
  }

  #sent(file: FileProgress, milliseconds: number, nowMs: number): FileProgress {
    const bytesSent = Math.min(file.fileSize, file.bytesSent + (speedPerSlot * milliseconds) / 1000);
    if (bytesSent >= file.fileSize) {
      const done = { status: 'completed', verification: 'size', progressPercentage: 100, bytesConfirmed: file.fileSize } as const;
      return { ...file, ...done, bytesSent, speedBytesPerSecond: null, secondsLeft: null, settledAt: nowMs };
    }
    return {
      ...file,
      status: 'uploading',
      bytesSent,
      bytesConfirmed: bytesSent * 0.9,
      progressPercentage: Math.min(99.9, Math.round((bytesSent / file.fileSize) * 1000) / 10),
      speedBytesPerSecond: speedPerSlot,
      secondsLeft: (file.fileSize - bytesSent) / speedPerSlot,
    };
  }
}

function countNameOf(status: UploadStatus) {
  if (isActive(status)) return 'active';
  return status === 'completed' ? 'successful' : status;
}
