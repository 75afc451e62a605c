import type { BatchId, DestinationId } from '../../../shared/ids.ts';
import { asUploadError } from '../as-upload-error.ts';
import type { Log } from '../ports.ts';
import type { Protocol } from '../protocols/protocol.ts';
import type { BatchRecord } from '../queue/batch-record.ts';
import { betweenSlices } from '../queue/between-slices.ts';
import type { Queue } from '../queue/queue.ts';
import type { UploadRecord } from '../queue/upload-record.ts';
import type { DestinationBreaker } from '../retry/destination-breaker.ts';
import { holdReasonOf } from '../retry/hold-reason-of.ts';
import { findTakenNames } from './find-taken-names.ts';
import { settleName } from './settle-conflict.ts';

/** So many answers are written down together. */
const chunkSize = 100;
/** A destination that takes files and fails so often at saying what it has is not asked any longer. */
const mostFailures = 5;

export interface PreflightOptions {
  readonly queue: Queue;
  readonly breaker: DestinationBreaker;
  readonly protocolFor: (destinationId: DestinationId) => Protocol;
  readonly log: Log;
  /** These are decided, on disk, and may begin. */
  readonly onReady: (records: readonly UploadRecord[]) => void;
}

/**
 * Looks at what a destination has before the files of a batch begin, where their policy needs to know it: once for the whole batch, when its
 * folders are walked. What cannot be asked now holds the destination and is asked again; nobody takes that for "nothing there".
 */
export class Preflight {
  readonly #options: PreflightOptions;
  /** Batches with files to look for. */
  readonly #wanted = new Set<BatchId>();
  readonly #running = new Map<BatchId, { readonly controller: AbortController; readonly ended: Promise<void> }>();
  readonly #failures = new Map<BatchId, number>();
  #isHalted = false;
  #isPlanned = false;

  constructor(options: PreflightOptions) {
    this.#options = options;
  }

  /** A file that must not begin before its name is known. */
  enter(record: UploadRecord): void {
    if (!isOpen(record)) return;
    this.#wanted.add(record.batchId);
    this.lookSoon();
  }

  /** Something changed that may let it go on: a walk ended, a destination answers again. */
  lookSoon(): void {
    if (this.#isPlanned || this.#isHalted) return;
    this.#isPlanned = true;
    // Thousands of files come in one after the other, and one look is for all of them.
    queueMicrotask(() => {
      this.#isPlanned = false;
      for (const batchId of [...this.#wanted]) this.#begin(batchId);
    });
  }

  /** Files were paused or cancelled: nobody asks for what nobody waits for. */
  prune(): void {
    for (const [batchId, { controller }] of this.#running) if (this.#openFilesOf(batchId).length === 0) controller.abort();
  }

  /** Nothing is asked any more, until `goOn`. */
  async halt(): Promise<void> {
    this.#isHalted = true;
    const running = [...this.#running.values()];
    for (const { controller } of running) controller.abort();
    await Promise.all(running.map(({ ended }) => ended));
  }

  goOn(): void {
    this.#isHalted = false;
    this.lookSoon();
  }

  #begin(batchId: BatchId): void {
    const { queue, breaker } = this.#options;
    const batch = queue.batches.get(batchId);
    if (batch === undefined) this.#wanted.delete(batchId);
    if (batch === undefined || this.#isHalted || batch.isScanning || this.#running.has(batchId)) return;
    if (breaker.flowOf(batch.destinationId) === 'held') return;
    const files = this.#openFilesOf(batchId);
    this.#wanted.delete(batchId);
    if (files.length === 0) return;
    const controller = new AbortController();
    const ended = this.#run(batch, files, controller.signal).finally(() => {
      this.#running.delete(batchId);
      // Whoever was resumed meanwhile came too late for this look.
      if (this.#wanted.size > 0) this.lookSoon();
    });
    this.#running.set(batchId, { controller, ended });
  }

  async #run(batch: BatchRecord, files: readonly UploadRecord[], signal: AbortSignal): Promise<void> {
    const { queue, breaker, protocolFor, log } = this.#options;
    const { batchId, destinationId } = batch;
    const failures = this.#failures.get(batchId) ?? 0;
    let ready: UploadRecord[] = [];
    let untold = 0;
    const tell = (): void => {
      untold = 0;
      const decided = ready;
      ready = [];
      queue.commit();
      this.#options.onReady(decided);
    };
    try {
      await findTakenNames({
        protocol: protocolFor(destinationId),
        files,
        signal,
        isLastTry: failures + 1 >= mostFailures,
        isStillWanted: isOpen,
        onKnown: (record, state) => {
          if (signal.aborted || !isOpen(record)) return undefined;
          if (settleName(queue, record, state)) ready.push(record);
          untold += 1;
          if (untold < chunkSize) return undefined;
          tell();
          return betweenSlices();
        },
      });
      this.#failures.delete(batchId);
    } catch (error) {
      if (signal.aborted) return;
      const failure = asUploadError(error, log);
      this.#failures.set(batchId, failures + 1);
      this.#wanted.add(batchId);
      breaker.hold(destinationId, holdReasonOf(failure, 'server-busy'), failure);
    } finally {
      tell();
    }
  }

  #openFilesOf(batchId: BatchId): readonly UploadRecord[] {
    return [...this.#options.queue.live()].filter((record) => record.batchId === batchId && isOpen(record));
  }
}

function isOpen({ status, conflictState }: UploadRecord): boolean {
  return status === 'queued' && (conflictState === 'open' || conflictState === 'sent');
}
