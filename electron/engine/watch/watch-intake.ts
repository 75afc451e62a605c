import type { UploadId } from '../../../shared/ids.ts';
import type { UploadStatus } from '../../../shared/upload.ts';
import { isSettled } from '../../../shared/upload.ts';
import type { EngineDefaults } from '../engine-defaults.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { Clock, Randomness } from '../ports.ts';
import type { BatchRecord } from '../queue/batch-record.ts';
import { batchStatusOf } from '../queue/batch-status.ts';
import { newBatch } from '../queue/new-batch.ts';
import { newUpload } from '../queue/new-upload.ts';
import type { Queue } from '../queue/queue.ts';
import type { UploadRecord } from '../queue/upload-record.ts';
import type { ScanFilters } from '../source/scan-filters.ts';
import { refusalByFilters } from '../source/scan-filters.ts';
import type { UploadStore } from '../storage/upload-store.ts';
import type { WatchStore } from '../storage/watch-store.ts';
import { isKnown } from './is-known.ts';
import type { WatchedFile } from './walk-watched.ts';
import { watchConflictOf } from './watch-conflict-of.ts';
import type { WatchedFileRecord, WatchedFileState, WatchRecord } from './watch-record.ts';

export interface WatchIntakeOptions {
  readonly queue: Queue;
  readonly store: WatchStore;
  readonly uploadStore: UploadStore;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly defaults: () => EngineDefaults;
  /** What is remembered for a destination. */
  readonly destinationOf: (watch: WatchRecord) => {
    readonly conflict: BatchRecord['conflict'];
    readonly filters: ScanFilters;
    readonly movedAt: number;
  };
  readonly onReady: (records: readonly UploadRecord[]) => void;
  readonly onBatchWhole: () => void;
}

/** So many go to the disk together. */
const chunkSize = 200;
/** A batch takes in what settles within this time of its beginning, and so many files: a folder that gets a file a minute fills one batch an hour. */
const batchOpenMs = 60 * 60_000;
const mostInBatch = 10_000;

/** Gives settled files to the queue. A file, and that it was given, are written in one transaction, so that no crash gives it twice. */
export class WatchIntake {
  readonly #options: WatchIntakeOptions;

  constructor(options: WatchIntakeOptions) {
    this.#options = options;
  }

  /** Throws `queue-unusable` where the queue's disk refuses. What cannot be given now is left for the next look. */
  async give(watch: WatchRecord, files: readonly WatchedFile[], signal: AbortSignal): Promise<void> {
    const { queue, onReady, onBatchWhole } = this.#options;
    const begun = new Set<BatchRecord>();
    try {
      for (let start = 0; start < files.length; start += chunkSize) {
        signal.throwIfAborted();
        // What is known of each must be in the table, or it would be given once more.
        if (!queue.commit()) throw new UploadError('queue-unusable');
        const taken = this.#sift(watch, files.slice(start, start + chunkSize));
        if (taken.length > 0) {
          const { batch, records } = this.#add(watch, taken);
          begun.add(batch);
          onReady(records.filter(({ status }) => status === 'queued'));
        }
        await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      for (const batch of begun) queue.finishScan(batch);
      if (begun.size > 0) onBatchWhole();
    }
  }

  /** Those that are to be sent; what is noted about the others is noted here. */
  #sift(watch: WatchRecord, files: readonly WatchedFile[]): readonly WatchedFile[] {
    const { store, uploadStore, destinationOf } = this.#options;
    const { watchId, destinationId } = watch;
    const known = store.files(
      watchId,
      files.map(({ relativePath }) => relativePath),
    );
    const { filters, movedAt } = destinationOf(watch);
    const added = uploadStore.earlier(files.map(({ path }) => path));
    return files.filter((file) => {
      const row = known.get(file.relativePath);
      if (row !== undefined && isKnown(row, file.fingerprint) === 'known') return false;
      if (refusalByFilters(file.path, file.fingerprint, filters) !== null) {
        this.#note(watch, file, 'passed-over');
        return false;
      }
      const target = targetOf(watch, file);
      const earlier = (added.get(file.path) ?? []).filter(
        (other) => other.relativePath === target && other.destinationId === destinationId,
      );
      // Somebody added it, or an older version of it is still on its way: its turn comes when that has ended.
      if (earlier.some(({ status }) => !isSettled(status))) return false;
      const wasSent = earlier.some(
        ({ status, size, modifiedAtMs, settledAt }) =>
          status === 'completed' && settledAt > movedAt && size === file.fingerprint.size && modifiedAtMs === file.fingerprint.modifiedAtMs,
      );
      // It is there, but this watched folder did not see to it: nothing is done with it afterwards.
      if (wasSent) this.#note(watch, file, 'sent');
      return !wasSent;
    });
  }

  #add(watch: WatchRecord, files: readonly WatchedFile[]): { readonly batch: BatchRecord; readonly records: readonly UploadRecord[] } {
    const { queue, store, randomness } = this.#options;
    const current = this.#openBatchOf(watch);
    const batch = current ?? this.#newBatchOf(watch);
    const status: UploadStatus = current !== null && batchStatusOf(current) === 'paused' ? 'paused' : 'queued';
    const records = files.map((file) => newUpload(batch, { ...file, relativePath: targetOf(watch, file) }, { queue, randomness, status }));
    const noteAll = (): void => {
      for (const [index, file] of files.entries()) store.putFile(rowOf(watch, file, 'given', records[index]?.uploadId ?? null));
    };
    if (current === null) queue.addWhole(batch, records, [], noteAll);
    else {
      // All of it was arrived: its bar begins anew.
      if (batch.settledAt !== null) batch.shownPercentage = 0;
      batch.isScanning = true;
      for (const record of records) queue.addUpload(record);
      queue.alsoWrite(noteAll);
      // They are in the queue, whether or not its disk takes them now: before the next ones that is asked.
      queue.commit();
    }
    return { batch, records };
  }

  #note(watch: WatchRecord, file: WatchedFile, state: WatchedFileState): void {
    const { queue, store } = this.#options;
    queue.alsoWrite(() => store.putFile(rowOf(watch, file, state, null)));
  }

  /** The last one of this folder, as long as it takes more in. */
  #openBatchOf(watch: WatchRecord): BatchRecord | null {
    const { queue, clock } = this.#options;
    const last = [...queue.batches.values()].findLast(({ watchId }) => watchId === watch.watchId);
    if (last === undefined || last.isCancelled || last.destinationId !== watch.destinationId) return null;
    const { verify, maxAttempts, conflict } = this.#newBatchOf(watch);
    if (last.verify !== verify || last.maxAttempts !== maxAttempts || last.conflict !== conflict) return null;
    const isOld = clock.now() - last.createdAt >= batchOpenMs;
    const files = Object.values(last.counts).reduce((sum, count) => sum + count, 0);
    return isOld || files >= mostInBatch ? null : last;
  }

  #newBatchOf(watch: WatchRecord): BatchRecord {
    const { clock, randomness, defaults, destinationOf } = this.#options;
    const { verify, maxAttempts, conflict } = defaults();
    const policy = watchConflictOf(watch.rules.conflict ?? destinationOf(watch).conflict ?? conflict);
    const batch = newBatch({ paths: [watch.path], verify, maxAttempts, conflict: policy }, watch.destinationId, clock, randomness);
    return { ...batch, name: watch.targetName, watchId: watch.watchId, watchedPath: watch.path };
  }
}

function targetOf({ targetName }: WatchRecord, { relativePath }: WatchedFile): string {
  return `${targetName}/${relativePath}`;
}

function rowOf({ watchId }: WatchRecord, file: WatchedFile, state: WatchedFileState, uploadId: UploadId | null): WatchedFileRecord {
  return { watchId, relativePath: file.relativePath, state, uploadId, fingerprint: file.fingerprint, contentCrc: null, movingTo: null };
}
