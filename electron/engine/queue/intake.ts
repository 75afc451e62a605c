import type { AddAnswer, Refusal } from '../../../shared/contract.ts';
import type { BatchId, DestinationId } from '../../../shared/ids.ts';
import type { UploadStatus } from '../../../shared/upload.ts';
import { isSettled } from '../../../shared/upload.ts';
import type { UploadError } from '../errors/upload-error.ts';
import type { Clock, Log, Randomness } from '../ports.ts';
import { eachUntilAborted } from '../source/each-until-aborted.ts';
import { leftOutBy } from '../source/left-out.ts';
import { scanPaths } from '../source/scan.ts';
import type { ScanEvent } from '../source/scan-event.ts';
import type { ScanFilters } from '../source/scan-filters.ts';
import { sleepOn } from '../source/sleep-on.ts';
import type { BatchStore } from '../storage/batch-store.ts';
import type { EarlierUpload, UploadStore } from '../storage/upload-store.ts';
import { addWithPaths, pathsLeft, removePaths } from './batch-paths.ts';
import type { BatchRecord } from './batch-record.ts';
import { batchStatusOf } from './batch-status.ts';
import { betweenSlices, filesPerSlice } from './between-slices.ts';
import { newUpload } from './new-upload.ts';
import type { Queue } from './queue.ts';
import type { UploadRecord } from './upload-record.ts';

/** Adding answers after this long at the latest; the numbers of a big folder follow as progress. */
const answerAfterMs = 400;
/** A machine with too many open files is asked again after this long. */
const recoverMs = 1_000;

export interface IntakeOptions {
  readonly queue: Queue;
  readonly batchStore: BatchStore;
  readonly uploadStore: UploadStore;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Log;
  /** Patterns of what is left out, as they are when a walk begins. */
  readonly leaveOut: () => readonly string[];
  readonly filtersOf: (destinationId: DestinationId) => ScanFilters;
  /** What arrived there before is at another place (milliseconds since the epoch). */
  readonly movedAt: (destinationId: DestinationId) => number;
  /** These files are on disk and may start. */
  readonly onReady: (records: readonly UploadRecord[]) => void;
  /** A batch in which nothing could be added is taken away again. */
  readonly onEmpty: (batch: BatchRecord) => void;
  readonly onScanEnded: () => void;
}

type FoundPath = Extract<ScanEvent, { readonly kind: 'file' }>;

interface Scan {
  readonly controller: AbortController;
  readonly ended: Promise<void>;
  added: number;
  /** What is found from now on waits for the person who paused the batch. */
  isPaused: boolean;
  readonly refusals: Refusal[];
}

/** Turns paths into files of the queue: walks folders, says no with a reason, and survives a crash in the middle of it. */
export class Intake {
  readonly #options: IntakeOptions;
  readonly #scans = new Map<BatchId, Scan>();

  constructor(options: IntakeOptions) {
    this.#options = options;
  }

  get isScanning(): boolean {
    return this.#scans.size > 0;
  }

  /** Writes the batch and its paths down, then walks them. */
  async add(batch: BatchRecord, paths: readonly string[]): Promise<AddAnswer> {
    const { queue, clock } = this.#options;
    await addWithPaths(batch, paths, this.#options);
    queue.commit();
    const scan = this.#begin(batch);
    let cancelTimer = (): void => undefined;
    const soon = new Promise<void>((resolve) => {
      cancelTimer = clock.setTimer(resolve, answerAfterMs);
    });
    await Promise.race([scan.ended, soon]);
    cancelTimer();
    const isNothing = !batch.isScanning && scan.added === 0 && Object.values(batch.counts).every((count) => count === 0);
    if (isNothing) this.#options.onEmpty(batch);
    return { batchId: isNothing ? null : batch.batchId, added: scan.added, refusals: [...scan.refusals] };
  }

  /** Goes on with the walks that the last process did not finish. */
  resumeAll(): void {
    const { queue, batchStore } = this.#options;
    for (const batch of queue.batches.values()) {
      if (!batch.isScanning) continue;
      // The walk begins anew and meets everything again.
      batch.ignored = 0;
      batch.refused = 0;
      queue.alsoWrite(() => batchStore.removeRefusals(batch.batchId));
      this.#begin(batch);
    }
  }

  setPaused(batchId: BatchId, isPaused: boolean): void {
    const scan = this.#scans.get(batchId);
    if (scan !== undefined) scan.isPaused = isPaused;
  }

  /** A cancelled batch takes nothing more in. */
  async stop(batchId: BatchId): Promise<void> {
    const scan = this.#scans.get(batchId);
    scan?.controller.abort();
    await scan?.ended;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#scans.keys()].map((batchId) => this.stop(batchId)));
  }

  #begin(batch: BatchRecord): Scan {
    const controller = new AbortController();
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const scan: Scan = { controller, added: 0, isPaused: false, refusals: [], ended: begun.then(() => this.#walk(batch, scan)) };
    this.#scans.set(batch.batchId, scan);
    begin();
    return scan;
  }

  async #walk(batch: BatchRecord, scan: Scan): Promise<void> {
    const { queue, batchStore, filtersOf, leaveOut, log } = this.#options;
    const { signal } = scan.controller;
    try {
      const choice = { filters: filtersOf(batch.destinationId), isLeftOut: leftOutBy(leaveOut()) };
      let chunk: ScanEvent[] = [];
      const paths = await pathsLeft(batch.batchId, batchStore);
      const recover = (stopped: AbortSignal): Promise<void> => sleepOn(this.#options.clock)(recoverMs, stopped);
      for await (const event of eachUntilAborted(scanPaths(paths, { ...choice, signal, recover }), signal)) {
        chunk.push(event);
        if (chunk.length < filesPerSlice) continue;
        await this.#take(batch, scan, chunk);
        chunk = [];
        await betweenSlices();
        signal.throwIfAborted();
      }
      queue.finishScan(batch);
      await this.#take(batch, scan, chunk);
      await removePaths(batch.batchId, this.#options);
    } catch (error) {
      // Stopped by the host's end: the roots are still there and the next start walks them again.
      if (!signal.aborted) {
        log.write('error', 'a walk ended early', { error });
        // Nobody may think that all of it was taken in.
        for (const path of await pathsLeft(batch.batchId, batchStore))
          this.#refuse(batch, scan, path, { code: 'internal', details: { path } });
        queue.finishScan(batch);
      } else if (batch.isCancelled) queue.finishScan(batch);
    } finally {
      queue.commit();
      this.#scans.delete(batch.batchId);
      this.#options.onScanEnded();
    }
  }

  async #take(batch: BatchRecord, scan: Scan, events: readonly ScanEvent[]): Promise<void> {
    const { queue, uploadStore, onReady } = this.#options;
    const status: UploadStatus = scan.isPaused || batchStatusOf(batch) === 'paused' ? 'paused' : 'queued';
    const ready: UploadRecord[] = [];
    const earlier = uploadStore.earlier(events.flatMap((event) => (event.kind === 'file' ? [event.path] : [])));
    for (const event of events) {
      switch (event.kind) {
        case 'ignored':
          batch.ignored += 1;
          queue.changeBatch(batch);
          break;
        case 'refused':
          this.#refuse(batch, scan, event.path, event.error.toPlain());
          break;
        case 'file': {
          const record = this.#recordFor(batch, event, status, earlier.get(event.path) ?? []);
          if (record === 'known') break;
          if (record === 'duplicate') {
            this.#refuse(batch, scan, event.path, { code: 'duplicate', details: { path: event.path } });
            break;
          }
          queue.addUpload(record);
          scan.added += 1;
          if (record.status === 'queued') ready.push(record);
        }
      }
    }
    const written = queue.durable();
    queue.setOut();
    // Where the disk refuses they stay in memory, and nothing begins.
    await written.catch(() => undefined);
    onReady(ready);
  }

  #refuse(batch: BatchRecord, scan: Scan, path: string, error: ReturnType<UploadError['toPlain']>): void {
    const { queue, batchStore } = this.#options;
    const refusal: Refusal = { path, ...error };
    scan.refusals.push(refusal);
    batch.refused += 1;
    queue.alsoWrite(() => batchStore.addRefusal(batch.batchId, refusal));
    queue.changeBatch(batch);
  }

  #recordFor(batch: BatchRecord, file: FoundPath, status: UploadStatus, fromThatPath: readonly EarlierUpload[]) {
    const { queue, clock, randomness } = this.#options;
    const earlier = fromThatPath.filter((other) => other.relativePath === file.relativePath);
    // A walk that was begun anew meets what it had added before the crash.
    if (earlier.some((other) => other.batchId === batch.batchId)) return 'known';
    const there = earlier.filter(
      (other) =>
        other.destinationId === batch.destinationId &&
        other.size === file.fingerprint.size &&
        other.modifiedAtMs === file.fingerprint.modifiedAtMs,
    );
    if (there.some((other) => !isSettled(other.status))) return 'duplicate';
    // Done on an earlier run, at the same place: not sent again, unless a person said what to do with what is there.
    const movedAt = this.#options.movedAt(batch.destinationId);
    const wasSent = there.some((other) => other.status === 'completed' && other.settledAt > movedAt);
    const isDone = batch.conflict === null && wasSent;
    const record = newUpload(batch, file, { queue, randomness, status: isDone ? 'skipped' : status });
    if (isDone) {
      const error = { code: 'duplicate', details: { path: file.path, reason: 'sent before' } } as const;
      return { ...record, error, bytesConfirmed: file.fingerprint.size, settledAt: clock.now() };
    }
    return wasSent && batch.conflict === 'ask' ? { ...record, conflictState: 'sent' as const } : record;
  }
}
