import type { Affected, Scope } from '../../../shared/contract.ts';
import type { BatchId, DestinationId } from '../../../shared/ids.ts';
import type { UploadStatus } from '../../../shared/upload.ts';
import { isActive } from '../../../shared/upload.ts';
import type { DestinationBreaker } from '../retry/destination-breaker.ts';
import type { Discards } from './discards.ts';
import type { Intake } from './intake.ts';
import type { OneAfterAnother } from './one-after-another.ts';
import type { Queue } from './queue.ts';
import type { Scheduler } from './scheduler.ts';
import { ScopeFiles } from './scope-files.ts';
import type { UploadRecord } from './upload-record.ts';

export interface ControlsOptions {
  readonly queue: Queue;
  readonly scheduler: Scheduler;
  readonly breaker: DestinationBreaker;
  readonly intake: Intake;
  readonly discards: Discards;
  /** What changes many files, one after the other. */
  readonly line: OneAfterAnother;
}

const openStatuses: readonly UploadStatus[] = ['queued', 'checking', 'uploading', 'verifying', 'waiting', 'paused'];
const pausable = openStatuses.filter((status) => status !== 'paused');

/**
 * What a person may do to files: each control commits first, then acts on the network, then answers with how many files it touched. Many files are
 * changed in slices, so that nothing stands still for them; what a person asks for meanwhile comes after it. What is on its way never waits for that.
 */
export class Controls {
  readonly #options: ControlsOptions;
  readonly #files: ScopeFiles;

  constructor(options: ControlsOptions) {
    this.#options = options;
    this.#files = new ScopeFiles(options.queue);
  }

  async pause(scope: Scope): Promise<Affected> {
    const { queue, scheduler, intake } = this.#options;
    for (const batch of this.#files.batchesOf(scope)) intake.setPaused(batch.batchId, true);
    const stops: Promise<void>[] = [];
    const pauseThose = (records: readonly UploadRecord[]): number => {
      const paused = records.filter((record) => queue.move(record, 'paused'));
      queue.commit();
      for (const record of paused) stops.push(scheduler.stop(record.uploadId));
      // Takes them out of the line, which at the end of it all would be a hundred thousand at once.
      scheduler.pump();
      return paused.length;
    };
    const affected = await this.#letNoneBegin(scope, async () => {
      const atOnce = pauseThose(this.#running(scope));
      return atOnce + (await this.#each(scope, pausable, pauseThose));
    });
    await Promise.all(stops);
    queue.commit();
    return { affected };
  }

  async resume(scope: Scope): Promise<Affected> {
    const { queue, intake } = this.#options;
    for (const batch of this.#files.batchesOf(scope)) intake.setPaused(batch.batchId, false);
    return await this.#begin(scope, ['paused', 'waiting'], (record) => queue.move(record, 'queued', { error: null }));
  }

  async retry(scope: Scope): Promise<Affected> {
    const { queue } = this.#options;
    // Named files begin again from any end; a batch or everything means those that failed, and those that wait.
    const statuses: readonly UploadStatus[] =
      scope.kind === 'uploads' ? ['failed', 'cancelled', 'skipped', 'waiting', 'paused'] : ['failed', 'waiting'];
    const fresh = { error: null, attempt: 0, bounces: 0, lockedLooks: 0, discardPending: false };
    // What a cancelled file left at the destination is being removed there: it must not go on with that.
    const anew = { ...fresh, checkpoint: null, bytesConfirmed: 0, bytesSent: 0, furthestConfirmed: 0 };
    return await this.#begin(scope, statuses, (record) => queue.move(record, 'queued', record.status === 'cancelled' ? anew : fresh));
  }

  async cancel(scope: Scope): Promise<Affected> {
    const { queue, scheduler, intake, discards } = this.#options;
    const batches = this.#files.batchesOf(scope).filter(({ settledAt }) => settledAt === null);
    for (const batch of batches) {
      batch.isCancelled = true;
      await intake.stop(batch.batchId);
      // Also a walk that nobody has begun in this process: the next start would take it up again.
      queue.finishScan(batch);
    }
    const stops: Promise<void>[] = [];
    const cancelThose = (records: readonly UploadRecord[]): number => {
      const cancelled = records.filter((record) => {
        const discardPending = record.checkpoint !== null || scheduler.isRunning(record.uploadId);
        return queue.move(record, 'cancelled', { error: null, discardPending });
      });
      queue.commit();
      for (const record of cancelled) {
        if (scheduler.isRunning(record.uploadId)) stops.push(scheduler.stop(record.uploadId).then(() => discards.add(record)));
        else discards.add(record);
      }
      scheduler.pump();
      return cancelled.length;
    };
    // A failed file may have left a part of itself at the destination, so cancelling it is more than forgetting it.
    const statuses: readonly UploadStatus[] = scope.kind === 'uploads' ? [...openStatuses, 'failed'] : openStatuses;
    const affected = await this.#letNoneBegin(scope, async () => {
      const atOnce = cancelThose(this.#running(scope));
      // What was asked for before may have begun them again.
      const markAgain = (): void => {
        for (const batch of batches) batch.isCancelled = true;
      };
      return atOnce + (await this.#each(scope, statuses, cancelThose, markAgain));
    });
    await Promise.all(stops);
    queue.commit();
    return { affected };
  }

  /** Takes settled batches off the list, all or those that settled before a time (milliseconds since the epoch). */
  async clearSettled(before = Number.POSITIVE_INFINITY): Promise<readonly BatchId[]> {
    const { queue, scheduler, discards } = this.#options;
    return await this.#options.line.run(async () => {
      queue.commit();
      // Cancelled files settle before their bytes have stopped: whoever still writes needs the batch.
      const busy = new Set([...scheduler.running()].map((record) => record.batchId));
      for (const batchId of discards.busyBatches()) busy.add(batchId);
      const settled = [...queue.batches.values()].filter(
        ({ batchId, settledAt, isScanning }) => settledAt !== null && settledAt < before && !isScanning && !busy.has(batchId),
      );
      queue.removeBatches(settled);
      const batchIds = settled.map(({ batchId }) => batchId);
      discards.forget(batchIds);
      return batchIds;
    });
  }

  /** Slice by slice they are queued, written down, and may begin. */
  async #begin(scope: Scope, statuses: readonly UploadStatus[], queueAgain: (record: UploadRecord) => boolean): Promise<Affected> {
    const { queue, scheduler } = this.#options;
    const destinations = new Set<DestinationId>();
    const affected = await this.#each(scope, statuses, (records) => {
      const queued = records.filter(queueAgain);
      this.#reopen(queued);
      queue.commit();
      for (const record of queued) destinations.add(record.destinationId);
      scheduler.takeIn(queued);
      return queued.length;
    });
    this.#probe(scope, destinations);
    scheduler.pump();
    return { affected };
  }

  /** How many files `change` says that it has changed, of all slices together. `first` is called when their turn has come. */
  #each(
    scope: Scope,
    statuses: readonly UploadStatus[],
    change: (records: readonly UploadRecord[]) => number,
    first = (): void => undefined,
  ): Promise<number> {
    return this.#options.line.run(async () => {
      first();
      let affected = 0;
      for await (const records of this.#files.slices(scope, statuses)) affected += change(records);
      return affected;
    });
  }

  /** Those that are on their way. */
  #running(scope: Scope): readonly UploadRecord[] {
    const { scheduler } = this.#options;
    const running = [...scheduler.running()].filter(({ status }) => isActive(status));
    switch (scope.kind) {
      case 'uploads': {
        // Where one of them may be unknown, none is touched before that is known.
        if (!scope.uploadIds.every((uploadId) => scheduler.isRunning(uploadId))) return [];
        const named = new Set(scope.uploadIds);
        return running.filter(({ uploadId }) => named.has(uploadId));
      }
      case 'batch':
        return running.filter(({ batchId }) => batchId === scope.batchId);
      case 'all':
        return running;
    }
  }

  /** While there still are files to be stopped nothing takes the slots of those that were. */
  async #letNoneBegin<Value>(scope: Scope, work: () => Promise<Value>): Promise<Value> {
    const { scheduler } = this.#options;
    const destinations = new Set(this.#files.batchesOf(scope).map(({ destinationId }) => destinationId));
    for (const destinationId of destinations) scheduler.bar(destinationId);
    try {
      return await work();
    } finally {
      for (const destinationId of destinations) scheduler.unbar(destinationId);
    }
  }

  /** A person asks: the destinations of the scope are looked at now, also for files that only stand behind a waiting one. */
  #probe(scope: Scope, destinations: ReadonlySet<DestinationId>): void {
    const { breaker } = this.#options;
    if (scope.kind === 'all') {
      breaker.probeNow();
      return;
    }
    const asked = new Set(destinations);
    if (scope.kind === 'batch') {
      const batch = this.#options.queue.batches.get(scope.batchId);
      if (batch !== undefined) asked.add(batch.destinationId);
    }
    for (const destinationId of asked) breaker.probeNow(destinationId);
  }

  #reopen(records: readonly UploadRecord[]): void {
    const { queue } = this.#options;
    for (const batch of new Set(records.map((record) => queue.batchOf(record)))) {
      if (!batch.isCancelled) continue;
      batch.isCancelled = false;
      queue.changeBatch(batch);
    }
  }
}
