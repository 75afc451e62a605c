import type { Scope } from '../../shared/contract.ts';
import type { BatchId, DestinationId, UploadId } from '../../shared/ids.ts';
import type { BatchProgress, FileProgress, HeldDestination, Totals } from '../../shared/progress.ts';
import type { UploadStatus } from '../../shared/upload.ts';
import { isActive, isSettled } from '../../shared/upload.ts';
import { batchProgress, queueTotals } from './file-progress.ts';

export interface FakeBatch {
  readonly batchId: BatchId;
  readonly name: string;
  readonly destinationName?: string;
  readonly refused?: number;
  readonly isScanning?: boolean;
}

/** A queue without an engine, for looking at the window: files that can be told to move. */
export class FakeQueue {
  readonly files = new Map<UploadId, FileProgress>();
  readonly batches: FakeBatch[] = [];
  held: readonly HeldDestination[] = [];
  slots = 6;
  speedPerSlot = 7_000_000;

  put(file: FileProgress): void {
    this.files.set(file.uploadId, file);
  }

  inScope(scope: Scope): readonly FileProgress[] {
    switch (scope.kind) {
      case 'all':
        return [...this.files.values()];
      case 'batch':
        return [...this.files.values()].filter((file) => file.batchId === scope.batchId);
      case 'uploads':
        return scope.uploadIds.flatMap((uploadId) => this.files.get(uploadId) ?? []);
    }
  }

  /** Moves those files of a scope that stand in one of the statuses; returns the moved ones. */
  move(scope: Scope, from: readonly UploadStatus[], to: UploadStatus): readonly FileProgress[] {
    const moved = this.inScope(scope)
      .filter((file) => from.includes(file.status))
      .map((file) => ({ ...file, status: to, speedBytesPerSecond: null, secondsLeft: null, error: null, retryAt: null, waitReason: null }));
    for (const file of moved) this.put(file);
    return moved;
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
    const isOver = files.every((file) => isSettled(file.status)) && batch.isScanning !== true;
    return batchProgress({
      ...totals,
      batchId: batch.batchId,
      name: batch.name,
      destinationId: 'destination-2' as DestinationId,
      destinationName: batch.destinationName ?? 'photos-archive',
      refused: batch.refused ?? 0,
      isScanning: batch.isScanning ?? false,
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
    return queueTotals({
      ...counts,
      total: files.length,
      bytesTotal,
      bytesSent,
      progressPercentage: bytesTotal === 0 ? 0 : Math.floor((bytesSent / bytesTotal) * 1000) / 10,
      speedBytesPerSecond: speed === 0 ? null : speed,
      secondsLeft: speed === 0 ? null : (bytesTotal - bytesSent) / speed,
      held: this.held,
    });
  }

  #sent(file: FileProgress, milliseconds: number, nowMs: number): FileProgress {
    const bytesSent = Math.min(file.fileSize, file.bytesSent + (this.speedPerSlot * milliseconds) / 1000);
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
      speedBytesPerSecond: this.speedPerSlot,
      secondsLeft: (file.fileSize - bytesSent) / this.speedPerSlot,
    };
  }
}

function countNameOf(status: UploadStatus) {
  if (isActive(status)) return 'active';
  return status === 'completed' ? 'successful' : status;
}
