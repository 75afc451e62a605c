import pRetry from 'p-retry';
import type { ActiveStatus, ConflictPolicy, WaitReason } from '../../shared/upload.ts';
import { UploadError } from './errors/upload-error.ts';
import type { Outcome } from './outcome.ts';
import type { Clock, Log, Randomness } from './ports.ts';
import type { Checkpoint, Protocol, Receipt } from './protocols/protocol.ts';
import { type RetryDecision, decideRetry } from './retry/retry-policy.ts';
import { sleepOn } from './retry/sleep-on.ts';
import { contentTypeOf } from './source/content-type.ts';
import type { FileSource } from './source/file-source.ts';
import { sameFile } from './source/fingerprint.ts';
import type { Fingerprint } from './source/upload-source.ts';

/** What the runner reads of the upload; it writes only through `UploadRunEvents`. */
export interface UploadInHand {
  readonly uploadId: string;
  readonly sourcePath: string;
  readonly relativePath: string;
  readonly fingerprint: Fingerprint;
  readonly checkpoint: Checkpoint | null;
  readonly bytesConfirmed: number;
  /** Counted attempts before this run. */
  readonly attempt: number;
}

/** What the whole batch decides for each of its files. */
export interface BatchInHand {
  readonly conflict: ConflictPolicy | null;
  readonly verify: boolean;
  readonly maxAttempts: number;
}

/** What happens to the upload while it runs, told to whoever keeps it. */
export interface UploadRunEvents {
  onStatus(status: ActiveStatus): void;
  onAttempt(attempt: number): void;
  onAttemptEnded(end: AttemptEnd): void;
  onBytesSent(bytesSent: number): void;
  /** Resolves when it is on disk. */
  onCheckpoint(checkpoint: Checkpoint | null, bytesConfirmed: number): Promise<void>;
  /** The file is another one now: what was sent of the old one is worth nothing. */
  onSourceChanged(fingerprint: Fingerprint): Promise<void>;
  onStartedOver(): void;
  /** A failure that may be the whole destination's; true when the destination is held because of it. */
  onDestinationFailure(error: UploadError): boolean;
}

export interface AttemptEnd {
  readonly startedAt: number;
  readonly error: UploadError | null;
  readonly isStopped: boolean;
  readonly bytesFrom: number;
  readonly bytesTo: number;
}

export interface ProcessUploadOptions {
  readonly protocol: Protocol;
  readonly openSource: (path: string, fingerprint: Fingerprint) => Promise<FileSource>;
  readonly fingerprintOf: (path: string) => Promise<Fingerprint>;
  readonly events: UploadRunEvents;
  /** Another file may have found out meanwhile that the destination is gone. */
  readonly isDestinationHeld: () => boolean;
  /** How often the destination sent this file back before. */
  readonly bounces: number;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/**
 * One upload from open file until it settles or gives its slot back; the seed's function of that name.
 * Short waits between attempts keep the slot, long ones are answered as `retryAt`. Never throws: see `Outcome`.
 */
export async function processUploadWithRetry(upload: UploadInHand, batch: BatchInHand, options: ProcessUploadOptions): Promise<Outcome> {
  const run = new UploadRun(upload, batch, options);
  try {
    const receipt = await pRetry(() => run.attempt(), {
      // Counting, jitter and Retry-After are ours: the library loops and stops at once on an abort.
      retries: Number.POSITIVE_INFINITY,
      minTimeout: 0,
      signal: options.signal,
      shouldRetry: ({ error }) => run.shallGoOn(error),
    });
    return { kind: 'finished', receipt };
  } catch (error) {
    if (options.signal.aborted) return { kind: 'stopped' };
    return run.outcomeOf(asUploadError(error, options.log));
  }
}

class UploadRun {
  readonly #batch: BatchInHand;
  readonly #options: ProcessUploadOptions;
  readonly #upload: UploadInHand;
  #fingerprint: Fingerprint;
  #checkpoint: Checkpoint | null;
  #bytesConfirmed: number;
  #attempt: number;
  #sourceTroubles = 0;
  #decision: RetryDecision = { kind: 'fail' };

  constructor(upload: UploadInHand, batch: BatchInHand, options: ProcessUploadOptions) {
    this.#upload = upload;
    this.#batch = batch;
    this.#options = options;
    this.#fingerprint = upload.fingerprint;
    this.#checkpoint = upload.checkpoint;
    this.#bytesConfirmed = upload.bytesConfirmed;
    this.#attempt = upload.attempt;
  }

  async attempt(): Promise<Receipt> {
    const { events, clock, signal, log } = this.#options;
    this.#attempt += 1;
    events.onAttempt(this.#attempt);
    const startedAt = clock.now();
    const bytesFrom = this.#bytesConfirmed;
    let failure: UploadError | null = null;
    try {
      return await this.#transfer();
    } catch (error) {
      if (!signal.aborted) failure = asUploadError(error, log);
      throw failure ?? error;
    } finally {
      events.onAttemptEnded({ startedAt, error: failure, isStopped: signal.aborted, bytesFrom, bytesTo: this.#bytesConfirmed });
    }
  }

  /** Whether the slot is kept for another attempt; waits the backoff before it says yes. */
  async shallGoOn(thrown: Error): Promise<boolean> {
    const { events, clock, randomness, signal, log } = this.#options;
    const error = asUploadError(thrown, log);
    if (error.failureClass === 'source-changed' || error.failureClass === 'source-busy') this.#sourceTroubles += 1;
    this.#decision = decideRetry(error, {
      attempt: this.#attempt + Math.floor(this.#options.bounces / 3),
      maxAttempts: this.#batch.maxAttempts,
      sourceTroubles: this.#sourceTroubles,
      fraction: randomness.fraction(),
    });
    const mayBeTheDestination = error.failureClass === 'transient' || error.failureClass === 'throttled';
    if (mayBeTheDestination && this.#decision.kind !== 'holdDestination' && events.onDestinationFailure(error)) {
      this.#decision = { kind: 'holdDestination', reason: 'server-busy' };
    }
    if (this.#decision.kind === 'holdDestination') this.#attempt -= 1;
    if (this.#decision.kind !== 'retryInSlot') return false;
    await sleepOn(clock)(this.#decision.delayMs, signal);
    if (!this.#options.isDestinationHeld()) return true;
    this.#decision = { kind: 'holdDestination', reason: 'server-busy' };
    return false;
  }

  outcomeOf(error: UploadError): Outcome {
    const { events, clock } = this.#options;
    const decision = this.#decision;
    switch (decision.kind) {
      case 'holdDestination':
        events.onAttempt(this.#attempt);
        return { kind: 'destinationHeld', reason: decision.reason, error };
      case 'retryLater':
        return { kind: 'retryAt', retryAt: clock.now() + decision.delayMs, reason: decision.reason as WaitReason, error };
      case 'retryInSlot':
      case 'fail':
        return { kind: 'failed', error };
    }
  }

  async #transfer(): Promise<Receipt> {
    const { events, protocol, signal } = this.#options;
    events.onStatus('checking');
    await this.#pinSource();
    const source = await this.#options.openSource(this.#upload.sourcePath, this.#fingerprint);
    try {
      events.onStatus('uploading');
      const receipt = await protocol.transfer({
        uploadId: revisionOf(this.#upload.uploadId, this.#fingerprint),
        source,
        target: {
          relativePath: this.#upload.relativePath,
          fileName: this.#upload.relativePath.slice(this.#upload.relativePath.lastIndexOf('/') + 1),
          contentType: contentTypeOf(this.#upload.relativePath),
          conflict: this.#batch.conflict ?? 'rename',
        },
        checkpoint: this.#checkpoint,
        verify: this.#batch.verify,
        signal,
        onBytesSent: (bytesSent) => events.onBytesSent(bytesSent),
        onCheckpoint: (checkpoint, bytesConfirmed) => this.#keep(checkpoint, bytesConfirmed),
        onVerifying: () => events.onStatus('verifying'),
        onStartedOver: () => events.onStartedOver(),
      });
      // A file that changed in the last moment may have been read half old and half new.
      await source.checkUnchanged();
      return receipt;
    } finally {
      await source.close();
    }
  }

  /** Takes the file as it is now; if it is not the one that was begun, what was sent of that is thrown away first. */
  async #pinSource(): Promise<void> {
    const { events, protocol, signal } = this.#options;
    const now = await this.#options.fingerprintOf(this.#upload.sourcePath);
    if (sameFile(now, this.#fingerprint)) return;
    if (this.#checkpoint !== null) await protocol.discard(this.#checkpoint, signal);
    this.#fingerprint = now;
    this.#checkpoint = null;
    this.#bytesConfirmed = 0;
    await events.onSourceChanged(now);
  }

  async #keep(checkpoint: Checkpoint, bytesConfirmed: number): Promise<void> {
    // Progress that the server confirmed proves that it lives: the count of attempts begins anew.
    if (bytesConfirmed > this.#bytesConfirmed) this.#attempt = 1;
    this.#checkpoint = checkpoint;
    this.#bytesConfirmed = bytesConfirmed;
    await this.#options.events.onCheckpoint(checkpoint, bytesConfirmed);
  }
}

/** Names these bytes of this upload: a server that knows the id must not take a changed file for the one it has. */
function revisionOf(uploadId: string, fingerprint: Fingerprint): string {
  return `${uploadId}-${fingerprint.size.toString(36)}-${Math.round(fingerprint.modifiedAtMs * 1000).toString(36)}`;
}

function asUploadError(error: unknown, log: Log): UploadError {
  if (error instanceof UploadError) return error;
  log.write('error', 'an upload failed in a way that the engine does not know', { error });
  return new UploadError('internal', { cause: error });
}
