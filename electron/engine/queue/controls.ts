import type { Affected, Scope } from '../../../shared/contract.ts';
import type { BatchId } from '../../../shared/ids.ts';
import type { UploadStatus } from '../../../shared/upload.ts';
import { isActive, isSettled } from '../../../shared/upload.ts';
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

const openStatuses: readonly UploadStatus[] = ['queued', 'checking', 'uploading', 'verifying', 'waiting', 'paused'];

/** What a person may do to files: each control commits first, then acts on the network, then answers with how many files it touched. */
export class Controls {
  readonly #options: ControlsOptions;

  constructor(options: ControlsOptions) {
    this.#options = options;
  }

  async pause(scope: Scope): Promise<Affected> {
    const { queue, scheduler, intake } = this.#options;
    for (const batch of this.#batchesOf(scope)) intake.setPaused(batch.batchId, true);
    const records = this.#select(scope, (record) => !isSettled(record.status) && record.status !== 'paused');
    const paused = records.filter((record) => queue.move(record, 'paused'));
    queue.commit();
    await Promise.all(paused.map((record) => scheduler.stop(record.uploadId)));
    queue.commit();
    return { affected: paused.length };
  }

  async resume(scope: Scope): Promise<Affected> {
    const { queue, scheduler, intake } = this.#options;
    for (const batch of this.#batchesOf(scope)) intake.setPaused(batch.batchId, false);
    const records = this.#select(scope, (record) => record.status === 'paused' || record.status === 'waiting');
    const resumed = records.filter((record) => queue.move(record, 'queued', { error: null }));
    this.#reopen(resumed);
    queue.commit();
    for (const record of resumed) scheduler.enter(record);
    this.#probe(scope, resumed);
    scheduler.pump();
    return { affected: resumed.length };
  }

  async retry(scope: Scope): Promise<Affected> {
    const { queue, scheduler } = this.#options;
    // Named files begin again from any end; a batch or everything means those that failed, and those that wait.
    const statuses: readonly UploadStatus[] =
      scope.kind === 'uploads' ? ['failed', 'cancelled', 'skipped', 'waiting', 'paused'] : ['failed', 'waiting'];
    const records = this.#load(scope, statuses);
    const fresh = { error: null, attempt: 0, bounces: 0, lockedLooks: 0, discardPending: false };
    // What a cancelled file left at the destination is being removed there: it must not go on with that.
    const anew = { ...fresh, checkpoint: null, bytesConfirmed: 0, bytesSent: 0, furthestConfirmed: 0 };
    const retried = records.filter((record) => queue.move(record, 'queued', record.status === 'cancelled' ? anew : fresh));
    this.#reopen(retried);
    queue.commit();
    for (const record of retried) scheduler.enter(record);
    this.#probe(scope, retried);
    scheduler.pump();
    return { affected: retried.length };
  }

  async cancel(scope: Scope): Promise<Affected> {
    const { queue, scheduler, intake, discards } = this.#options;
    for (const batch of this.#batchesOf(scope)) {
      if (batch.settledAt !== null) continue;
      batch.isCancelled = true;
      await intake.stop(batch.batchId);
      // Also a walk that nobody has begun in this process: the next start would take it up again.
      queue.finishScan(batch);
    }
    // A failed file may have left a part of itself at the destination, so cancelling it is more than forgetting it.
    const records = this.#load(scope, scope.kind === 'uploads' ? [...openStatuses, 'failed'] : openStatuses);
    const cancelled = records.filter((record) => {
      const discardPending = record.checkpoint !== null || scheduler.isRunning(record.uploadId);
      return queue.move(record, 'cancelled', { error: null, discardPending });
    });
    queue.commit();
    await Promise.all(cancelled.map((record) => scheduler.stop(record.uploadId)));
    for (const record of cancelled) discards.add(record);
    queue.commit();
    return { affected: cancelled.length };
  }

  /**
   * Takes settled batches off the list, all or those that settled before a time (milliseconds since the epoch). Nobody looks at what goes by its age: a batch
   * with files that failed waits for somebody who does.
   */
  clearSettled(before = Number.POSITIVE_INFINITY): readonly BatchId[] {
    const { queue, scheduler, discards } = this.#options;
    queue.commit();
    // Cancelled files settle before their bytes have stopped: whoever still writes needs the batch.
    const busy = new Set([...queue.live()].filter((record) => scheduler.isRunning(record.uploadId)).map((record) => record.batchId));
    const settled = [...queue.batches.values()].filter(
      ({ batchId, settledAt, isScanning, counts }) =>
        (counts.failed === 0 || before === Number.POSITIVE_INFINITY) &&
        settledAt !== null &&
        settledAt < before &&
        !isScanning &&
        !busy.has(batchId) &&
        !discards.isBusyWith(batchId),
    );
    for (const batch of settled) {
      queue.removeBatch(batch);
      discards.forget(batch.batchId);
    }
    return settled.map((batch) => batch.batchId);
  }

  /** A person asks: the destinations of the scope are looked at now, also for files that only stand behind a waiting one. */
  #probe(scope: Scope, records: readonly UploadRecord[]): void {
    const { breaker } = this.#options;
    if (scope.kind === 'all') {
      breaker.probeNow();
      return;
    }
    const batches = this.#batchesOf(scope);
    for (const destinationId of new Set([...records, ...batches].map((one) => one.destinationId))) breaker.probeNow(destinationId);
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
    const loaded = queue.load(scope.kind === 'batch' ? { batchId: scope.batchId, statuses } : { statuses });
    // While the disk refuses writes, the memory knows better, also of files that were never written.
    const live = [...queue.live()].filter((record) => scope.kind === 'all' || record.batchId === scope.batchId);
    return [...new Set([...loaded, ...live])].filter((record) => statuses.includes(record.status));
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
