import type { MoveAnswer } from '../../../shared/contract.ts';
import type { BatchId, DestinationId, UploadId } from '../../../shared/ids.ts';
import type { PlainText } from '../../../shared/language/text.ts';
import type { UploadStatus } from '../../../shared/upload.ts';
import { isSettled } from '../../../shared/upload.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { Clock, Log, Randomness } from '../ports.ts';
import type { Protocol } from '../protocols/protocol.ts';
import type { DestinationBreaker } from '../retry/destination-breaker.ts';
import type { ScanFilters } from '../source/scan-filters.ts';
import { refusalByFilters } from '../source/scan-filters.ts';
import type { UploadStore } from '../storage/upload-store.ts';
import type { BatchRecord } from './batch-record.ts';
import { emptySums } from './batch-record.ts';
import { betweenSlices, filesPerSlice } from './between-slices.ts';
import { discardAll } from './discard-all.ts';
import type { Discards } from './discards.ts';
import { undecided } from './needs-look.ts';
import type { OneAfterAnother } from './one-after-another.ts';
import type { Queue } from './queue.ts';
import type { Scheduler } from './scheduler.ts';
import { ScopeFiles } from './scope-files.ts';
import type { UploadRecord } from './upload-record.ts';

export interface RelocationOptions {
  readonly queue: Queue;
  readonly scheduler: Scheduler;
  readonly breaker: DestinationBreaker;
  readonly discards: Discards;
  readonly destinations: {
    protocolFor(destinationId: DestinationId): Protocol;
    filtersOf(destinationId: DestinationId): ScanFilters;
  };
  readonly uploadStore: UploadStore;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Log;
  /** What changes many files, one after the other. */
  readonly line: OneAfterAnother;
  /** A new batch has all its files. */
  readonly onBatchWhole: () => void;
}

/** Each is written three times: its twin, and what becomes of itself. */
const movedPerSlice = filesPerSlice / 2;
const unfinished: readonly UploadStatus[] = ['queued', 'checking', 'uploading', 'verifying', 'waiting', 'paused', 'failed'];
/** A cancelled file that was begun once may have a part of itself at the old address too. */
const perhapsBegun: readonly UploadStatus[] = [...unfinished, 'cancelled'];

/**
 * Takes files away from where they were to go. Nothing is begun at the new place before the old one is left: the bytes have stopped, and what is
 * written down says so.
 */
export class Relocation {
  readonly #options: RelocationOptions;

  constructor(options: RelocationOptions) {
    this.#options = options;
  }

  /**
   * The destination gets another address: what was begun at the old one is removed there as far as that answers, and begins anew. `change` is
   * called in between, while no transfer has a hold on either.
   */
  async leave(destinationId: DestinationId, change: () => void): Promise<void> {
    const { queue, scheduler, breaker, discards, destinations } = this.#options;
    scheduler.bar(destinationId);
    try {
      discards.leave(destinationId);
      await this.#stop((record) => record.destinationId === destinationId);
      const begun = queue.load({ destinationId, statuses: perhapsBegun, isBegun: true });
      // Of what was only planned nothing is there.
      const checkpoints = begun.flatMap(({ checkpoint, plan }) => (checkpoint === null || plan !== null ? [] : [checkpoint]));
      if (checkpoints.length > 0) await discardAll(checkpoints, () => destinations.protocolFor(destinationId), this.#options);
      // First forgotten, then moved: after a crash in between a file is sent from its beginning, and never mixed.
      const anew = { checkpoint: null, bytesConfirmed: 0, bytesSent: 0, furthestConfirmed: 0, discardPending: false };
      await this.#inSlices(begun, (record) => queue.change(record, anew));
      await this.#forgetWhatIsThere(destinationId, () => undefined);
      // Of what was cancelled meanwhile, too.
      discards.leave(destinationId);
      try {
        change();
      } finally {
        // What was looked at meanwhile was the old one.
        await this.#forgetWhatIsThere(destinationId, (record) => scheduler.enter(record));
      }
      breaker.forget(destinationId);
    } finally {
      scheduler.unbar(destinationId);
    }
  }

  /** What was decided about names at the old address goes for none at the new one. */
  async #forgetWhatIsThere(destinationId: DestinationId, then: (record: UploadRecord) => void): Promise<void> {
    const { queue } = this.#options;
    const isDecided = (record: UploadRecord): boolean =>
      record.destinationId === destinationId &&
      !isSettled(record.status) &&
      (record.conflictState !== null || record.targetConflict !== null);
    await this.#inSlices([...queue.live()].filter(isDecided), (record) => {
      if (!isDecided(record)) return;
      queue.change(record, undecided(queue.batchOf(record).conflict));
      then(record);
    });
  }

  /** Written down slice by slice, so that nothing stands still for a hundred thousand files. Throws where the disk refuses. */
  async #inSlices(records: readonly UploadRecord[], change: (record: UploadRecord) => void): Promise<void> {
    const { queue } = this.#options;
    for (let start = 0; start === 0 || start < records.length; start += filesPerSlice) {
      if (start > 0) await betweenSlices();
      for (const record of records.slice(start, start + filesPerSlice)) if (queue.batches.has(record.batchId)) change(record);
      if (!queue.commit()) throw new UploadError('queue-unusable', { details: { reason: 'Nothing was changed.' } });
    }
  }

  /** Sends what has not arrived elsewhere, as a batch of its own: what has arrived stays where it arrived, and is listed so. */
  async moveBatch(batchId: BatchId, destinationId: DestinationId): Promise<MoveAnswer & { readonly emptied: readonly BatchId[] }> {
    const { queue, scheduler, line } = this.#options;
    const batch = queue.batches.get(batchId);
    if (batch === undefined) throw new UploadError('batch-unknown', { details: { reason: batchId } });
    if (batch.isScanning) throw notNow('Its folders are still being looked through.');
    if (batch.destinationId === destinationId) throw notNow('It goes there already.');
    const from = batch.destinationId;
    scheduler.bar(from);
    try {
      await this.#stop((record) => record.batchId === batchId);
      return await line.run(() => this.#move(batch, destinationId));
    } finally {
      scheduler.unbar(from);
    }
  }

  async #move(batch: BatchRecord, destinationId: DestinationId): Promise<MoveAnswer & { readonly emptied: readonly BatchId[] }> {
    const { queue, scheduler, discards, onBatchWhole } = this.#options;
    const next = this.#batchLike(batch, destinationId);
    let affected = 0;
    let isClean = true;
    try {
      for await (const records of new ScopeFiles(queue).inOrder({ batchId: batch.batchId, statuses: unfinished }, movedPerSlice)) {
        const moving = this.#fitting(records, destinationId);
        if (moving.length === 0) continue;
        const twins = moving.map((record) => this.#twinOf(record, next));
        queue.addWhole(next, twins, moving.map(asLeft));
        affected += moving.length;
        for (const record of moving) queue.move(record, 'cancelled', { error: null, discardPending: record.checkpoint !== null });
        queue.commit();
        isClean &&= moving.every((record) => !record.discardPending);
        for (const record of moving) discards.add(record);
        scheduler.takeIn(twins);
      }
    } finally {
      if (affected > 0) queue.finishScan(next);
      onBatchWhole();
    }
    if (affected === 0) return { batchId: null, affected: 0, emptied: [] };
    const isEmptied = Object.values(batch.counts).reduce((sum, count) => sum + count, 0) === affected;
    if (isEmptied && isClean) queue.removeBatches([batch]);
    return { batchId: next.batchId, affected, emptied: isEmptied && isClean ? [batch.batchId] : [] };
  }

  /** Resolves when none of them has a slot; they are queued then, unless their last byte was quicker. */
  async #stop(isMeant: (record: UploadRecord) => boolean): Promise<void> {
    const { queue, scheduler } = this.#options;
    const running = [...queue.live()].filter((record) => isMeant(record) && scheduler.isRunning(record.uploadId));
    await Promise.all(running.map((record) => scheduler.stop(record.uploadId)));
    queue.commit();
  }

  /** What the new destination would refuse, or is to get from another batch already, stays. */
  #fitting(records: readonly UploadRecord[], destinationId: DestinationId): readonly UploadRecord[] {
    const { destinations, uploadStore } = this.#options;
    const filters = destinations.filtersOf(destinationId);
    const earlier = uploadStore.earlier(records.map(({ sourcePath }) => sourcePath));
    return records.filter(({ sourcePath, relativePath, fingerprint }) => {
      if (refusalByFilters(relativePath, fingerprint, filters) !== null) return false;
      const others = earlier.get(sourcePath) ?? [];
      return !others.some(
        (other) => other.destinationId === destinationId && other.relativePath === relativePath && !isSettled(other.status),
      );
    });
  }

  #batchLike(batch: BatchRecord, destinationId: DestinationId): BatchRecord {
    const { clock, randomness } = this.#options;
    const batchId = randomness.uuid() as BatchId;
    // What was ignored or refused stays with the batch that was looked through; this one must not end before all its files have come over.
    const begun = { isScanning: true, isCancelled: false, ignored: 0, refused: 0, settledAt: null, ...emptySums() };
    return { ...batch, batchId, destinationId, createdAt: clock.now(), ...begun };
  }

  #twinOf(record: UploadRecord, { batchId, destinationId, conflict }: BatchRecord): UploadRecord {
    const { queue, randomness } = this.#options;
    return {
      ...record,
      ...{ uploadId: randomness.uuid() as UploadId, batchId, destinationId, position: queue.takePosition() },
      ...{ status: record.status === 'paused' ? 'paused' : 'queued', attempt: 0, error: null, waitReason: null, retryAt: null },
      ...{
        readPrefix: null,
        checkpoint: null,
        plan: null,
        bytesConfirmed: 0,
        bytesSent: 0,
        furthestConfirmed: 0,
        verification: null,
        location: null,
        storedAs: null,
      },
      ...undecided(conflict),
      ...{
        startedOver: false,
        discardPending: false,
        settledAt: null,
        runNumber: 0,
        isFromBefore: false,
        bounces: 0,
        lockedLooks: 0,
        lastByteAt: null,
      },
    };
  }
}

/** How the old row is written together with the new one, so that no crash leaves a file in both places or in none. */
function asLeft(record: UploadRecord): UploadRecord {
  return { ...record, status: 'cancelled', error: null, waitReason: null, retryAt: null, discardPending: record.checkpoint !== null };
}

function notNow(reason: PlainText): UploadError {
  return new UploadError('not-possible-now', { details: { reason } });
}
