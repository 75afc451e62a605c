import type { Affected, Scope } from '../../../shared/contract.ts';
import type { BatchId } from '../../../shared/ids.ts';
import { isActive, isSettled, type UploadStatus } from '../../../shared/upload.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { DestinationBreaker } from '../retry/destination-breaker.ts';
import type { BatchRecord } from './batch-record.ts';
import type { Discards } from './discards.ts';
import type { Intake } from './intake.ts';
import type { Queue } from './queue.ts';
import type { Scheduler } from './scheduler.ts';
import type { UploadRecord } from './upload-record.ts';

export interface ControlsOptions {
  readonly queue: Queue;
  readonly scheduler: Scheduler;
  readonly breaker: DestinationBreaker;
  readonly intake: Intake;
  readonly discards: Discards;
}

/** What a person may do to files: each control commits first, then acts on the network, then answers with how many files it touched. */
export class Controls {
  readonly #options: ControlsOptions;

  constructor(options: ControlsOptions) {
    this.#options = options;
  }

  async pause(scope: Scope): Promise<Affected> {
    const { queue, scheduler } = this.#options;
    const records = this.#select(scope, (record) => !isSettled(record.status) && record.status !== 'paused');
    const paused = records.filter((record) => queue.move(record, 'paused'));
    queue.commit();
    await Promise.all(paused.map((record) => scheduler.stop(record.uploadId)));
    queue.commit();
    return { affected: paused.length };
  }

  async resume(scope: Scope): Promise<Affected> {
    const { queue, breaker, scheduler } = this.#options;
    const records = this.#select(scope, (record) => record.status === 'paused' || record.status === 'waiting');
    const resumed = records.filter((record) => queue.move(record, 'queued', { error: null }));
    this.#reopen(resumed);
    for (const record of resumed) scheduler.enter(record);
    if (scope.kind === 'all') breaker.probeNow();
    else for (const destinationId of new Set(resumed.map((record) => record.destinationId))) breaker.probeNow(destinationId);
    scheduler.pump();
    queue.commit();
    return { affected: resumed.length };
  }

  async retry(scope: Scope): Promise<Affected> {
    const { queue, breaker, scheduler } = this.#options;
    // Named files begin again from any end; a batch or everything means those that failed, and those that wait.
    const statuses: readonly UploadStatus[] =
      scope.kind === 'uploads' ? ['failed', 'cancelled', 'skipped', 'waiting', 'paused'] : ['failed', 'waiting'];
    const records = this.#load(scope, statuses);
    const retried = records.filter((record) => queue.move(record, 'queued', { error: null, attempt: 0, bounces: 0, discardPending: false }));
    this.#reopen(retried);
    queue.commit();
    for (const record of retried) scheduler.enter(record);
    for (const destinationId of new Set(retried.map((record) => record.destinationId))) breaker.probeNow(destinationId);
    scheduler.pump();
    return { affected: retried.length };
  }

  async cancel(scope: Scope): Promise<Affected> {
    const { queue, scheduler, intake, discards } = this.#options;
    for (const batch of this.#batchesOf(scope)) {
      if (batch.settledAt !== null) continue;
      batch.isCancelled = true;
      await intake.stop(batch.batchId);
    }
    // A failed file may have left a part of itself at the destination, so cancelling it is more than forgetting it.
    const records = this.#load(scope, ['queued', 'checking', 'uploading', 'verifying', 'waiting', 'paused', ...(scope.kind === 'uploads' ? (['failed'] as const) : [])]);
    const cancelled = records.filter((record) => queue.move(record, 'cancelled', { error: null, discardPending: record.checkpoint !== null || scheduler.isRunning(record.uploadId) }));
    queue.commit();
    await Promise.all(cancelled.map((record) => scheduler.stop(record.uploadId)));
    for (const record of cancelled) discards.add(record);
    queue.commit();
    return { affected: cancelled.length };
  }

  /** Takes settled batches off the list. */
  clearSettled(): readonly BatchId[] {
    const { queue } = this.#options;
    queue.commit();
    const settled = [...queue.batches.values()].filter((batch) => batch.settledAt !== null && !batch.isScanning);
    for (const batch of settled) queue.removeBatch(batch);
    return settled.map((batch) => batch.batchId);
  }

  #select(scope: Scope, filter: (record: UploadRecord) => boolean): readonly UploadRecord[] {
    const { queue } = this.#options;
    switch (scope.kind) {
      case 'uploads':
        return scope.uploadIds.map((uploadId) => this.#known(queue.get(uploadId), uploadId)).filter(filter);
      case 'batch':
        this.#batchesOf(scope);
        return [...queue.live()].filter((record) => record.batchId === scope.batchId && filter(record));
      case 'all':
        return [...queue.live()].filter(filter);
    }
  }

  #load(scope: Scope, statuses: readonly UploadStatus[]): readonly UploadRecord[] {
    const { queue } = this.#options;
    if (scope.kind === 'uploads') return this.#select(scope, (record) => statuses.includes(record.status));
    this.#batchesOf(scope);
    return queue.load(scope.kind === 'batch' ? { batchId: scope.batchId, statuses } : { statuses });
  }

  #batchesOf(scope: Scope): readonly BatchRecord[] {
    const { queue } = this.#options;
    switch (scope.kind) {
      case 'uploads':
        return [];
      case 'batch':
        return [this.#knownBatch(scope.batchId)];
      case 'all':
        return [...queue.batches.values()];
    }
  }

  #reopen(records: readonly UploadRecord[]): void {
    const { queue } = this.#options;
    for (const batch of new Set(records.map((record) => queue.batchOf(record)))) {
      if (!batch.isCancelled) continue;
      batch.isCancelled = false;
      queue.changeBatch(batch);
    }
  }

  #known(record: UploadRecord | null, uploadId: string): UploadRecord {
    if (record === null) throw new UploadError('upload-unknown', { details: { reason: uploadId } });
    return record;
  }

  #knownBatch(batchId: BatchId): BatchRecord {
    const batch = this.#options.queue.batches.get(batchId);
    if (batch === undefined) throw new UploadError('batch-unknown', { details: { reason: batchId } });
    return batch;
  }
}

/** Whether the row may be shown as it stands: a file that was paused or cancelled is shown so only when its bytes have stopped. */
export function isShowable(record: UploadRecord, isRunning: boolean): boolean {
  return !isRunning || isActive(record.status) || record.status === 'queued';
}
