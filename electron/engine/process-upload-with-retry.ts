import pRetry from 'p-retry';
import type { WaitReason } from '../../shared/upload.ts';
import { isCut } from './errors/is-cut.ts';
import { UploadError } from './errors/upload-error.ts';
import type { Outcome } from './outcome.ts';
import type { Clock, Log, Randomness } from './ports.ts';
import type { Checkpoint, Protocol, Receipt } from './protocols/protocol.ts';
import type { RetryDecision } from './retry/retry-policy.ts';
import { backoffMs, decideRetry, holdAfterProbe } from './retry/retry-policy.ts';
import { sleepOn } from './retry/sleep-on.ts';
import { closeSource } from './source/close-source.ts';
import { contentTypeOf } from './source/content-type.ts';
import type { FileSource } from './source/file-source.ts';
import { sameFile } from './source/fingerprint.ts';
import { revisionOf } from './source/revision-of.ts';
import { untilAborted } from './source/until-aborted.ts';
import type { Fingerprint, ReadPrefix, SourcePin } from './source/upload-source.ts';
import type { BatchInHand, UploadInHand, UploadRunEvents } from './upload-run.ts';

export interface ProcessUploadOptions {
  readonly protocol: Protocol;
  readonly openSource: (path: string, pin: SourcePin, signal: AbortSignal) => Promise<FileSource>;
  readonly fingerprintOf: (path: string) => Promise<Fingerprint>;
  /** Whether a file that is missing is so because its whole disk or folder is. */
  readonly isSourceAway: (path: string, fingerprint: Fingerprint) => Promise<boolean>;
  /** Asks the destination whether it can be used now; throws `UploadError`, or the signal's reason. */
  readonly probe: (signal: AbortSignal) => Promise<void>;
  readonly events: UploadRunEvents;
  /** Another file may have found out meanwhile that the destination is gone. */
  readonly isDestinationHeld: () => boolean;
  /** A count that grows when the machine sleeps, changes its network or has its clock set. */
  readonly disruptions: () => number;
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
    // The last byte was quicker than the click: what has arrived is not sent a second time.
    if (run.receipt !== null) return { kind: 'finished', receipt: run.receipt };
    if (options.signal.aborted) return { kind: 'stopped' };
    return run.outcomeOf(asUploadError(error, options.log));
  }
}

class UploadRun {
  readonly #batch: BatchInHand;
  readonly #options: ProcessUploadOptions;
  readonly #upload: UploadInHand;
  #fingerprint: Fingerprint;
  #readPrefix: ReadPrefix | null;
  #checkpoint: Checkpoint | null;
  #bytesConfirmed: number;
  #furthestConfirmed: number;
  #attempt: number;
  #bounces: number;
  #lockedLooks: number;
  #sourceChanges = 0;
  #disruptionsBefore = 0;
  /** Counted attempts in a row that ended with a cut connection. */
  #cutAttempts = 0;
  #receipt: Receipt | null = null;
  #decision: RetryDecision = { kind: 'fail' };

  constructor(upload: UploadInHand, batch: BatchInHand, options: ProcessUploadOptions) {
    this.#upload = upload;
    this.#batch = batch;
    this.#options = options;
    this.#fingerprint = upload.fingerprint;
    this.#readPrefix = upload.readPrefix;
    this.#checkpoint = upload.checkpoint;
    this.#bytesConfirmed = upload.bytesConfirmed;
    this.#furthestConfirmed = upload.furthestConfirmed;
    this.#attempt = upload.attempt;
    this.#bounces = upload.bounces;
    this.#lockedLooks = upload.lockedLooks;
  }

  /** What the destination confirmed and the source stood by; null until then. */
  get receipt(): Receipt | null {
    return this.#receipt;
  }

  async attempt(): Promise<Receipt> {
    const { events, clock, signal, log } = this.#options;
    this.#attempt += 1;
    this.#disruptionsBefore = this.#options.disruptions();
    events.onAttempt(this.#attempt);
    const startedAt = clock.now();
    const bytesFrom = this.#bytesConfirmed;
    let failure: UploadError | null = null;
    try {
      this.#receipt = await this.#transfer();
      return this.#receipt;
    } catch (error) {
      if (!signal.aborted) failure = await this.#named(asUploadError(error, log));
      throw failure ?? error;
    } finally {
      const isStopped = this.#receipt === null && failure === null;
      // What was received whole is confirmed whole, also where the server never confirmed a part.
      const bytesTo = this.#receipt === null ? this.#bytesConfirmed : this.#fingerprint.size;
      events.onAttemptEnded({ startedAt, error: failure, isStopped, bytesFrom, bytesTo });
    }
  }

  /** Whether the slot is kept for another attempt; waits the backoff before it says yes. */
  async shallGoOn(thrown: Error): Promise<boolean> {
    const { events, clock, randomness, signal, log } = this.#options;
    const error = asUploadError(thrown, log);
    if (isCut(error) && this.#options.disruptions() !== this.#disruptionsBefore) {
      // Its connection died with the machine's sleep or its old network, which is no failure of anything.
      this.#attempt -= 1;
      await sleepOn(clock)(backoffMs(1, randomness.fraction(), null), signal);
      return true;
    }
    if (error.failureClass === 'source-changed') this.#sourceChanges += 1;
    if (error.failureClass === 'source-busy') this.#lockedLooks += 1;
    const isSourceInTheWay = error.failureClass === 'source-busy' || error.failureClass === 'source-away';
    this.#decision = decideRetry(error, {
      attempt: this.#attempt,
      maxAttempts: this.#batch.maxAttempts,
      bounces: this.#bounces,
      sourceChanges: this.#sourceChanges,
      lockedLooks: this.#lockedLooks,
      fraction: randomness.fraction(),
    });
    const mayBeTheDestination = error.failureClass === 'transient' || error.failureClass === 'throttled';
    if (mayBeTheDestination && this.#decision.kind !== 'holdDestination' && events.onDestinationFailure(error)) {
      this.#decision = { kind: 'holdDestination', reason: 'server-busy' };
    }
    if (mayBeTheDestination && this.#decision.kind === 'fail') this.#decision = await this.#holdOrFail();
    this.#cutAttempts = isCut(error) ? this.#cutAttempts + 1 : error.failureClass === 'unreachable' ? this.#cutAttempts : 0;
    // A pause of the whole destination, a file that somebody else has open and one whose disk is gone are no failures of the upload.
    if (this.#decision.kind === 'holdDestination' || isSourceInTheWay) this.#attempt -= 1;
    if (this.#decision.kind === 'holdDestination') this.#forgiveCuts(isCut(error) ? 1 : 0);
    if (this.#decision.kind !== 'retryInSlot') return false;
    await sleepOn(clock)(this.#decision.delayMs, signal);
    if (!this.#options.isDestinationHeld()) return true;
    this.#decision = { kind: 'holdDestination', reason: 'server-busy' };
    this.#forgiveCuts(0);
    return false;
  }

  /** The destination turned out to be away: the cuts just before were how that began. `given`: of them, those that cost nothing anyway. */
  #forgiveCuts(given: number): void {
    const cuts = this.#cutAttempts - given;
    this.#cutAttempts = 0;
    if (cuts > 0 && this.#options.events.onCutByOutage()) this.#attempt = Math.max(0, this.#attempt - cuts);
  }

  outcomeOf(error: UploadError): Outcome {
    const { events, clock } = this.#options;
    switch (this.#decision.kind) {
      case 'holdDestination':
        events.onAttempt(this.#attempt);
        return { kind: 'destinationHeld', reason: this.#decision.reason, error };
      case 'retryLater':
        events.onAttempt(this.#attempt);
        return { kind: 'retryAt', retryAt: clock.now() + this.#decision.delayMs, reason: this.#decision.reason as WaitReason, error };
      case 'retryInSlot':
      case 'fail':
        return { kind: 'failed', error };
    }
  }

  /** A missing file of a missing disk waits for it. */
  async #named(error: UploadError): Promise<UploadError> {
    if (error.code !== 'source-missing') return error;
    const asked = this.#options.isSourceAway(this.#upload.sourcePath, this.#fingerprint);
    const isAway = await untilAborted(asked, this.#options.signal).catch(() => false);
    return isAway ? new UploadError('source-away', { details: error.details, cause: error }) : error;
  }

  /** No file is failed by an outage: before it is, the destination itself is asked. */
  async #holdOrFail(): Promise<RetryDecision> {
    const { probe, signal, log } = this.#options;
    try {
      await probe(signal);
      return { kind: 'fail' };
    } catch (thrown) {
      signal.throwIfAborted();
      return holdAfterProbe(asUploadError(thrown, log));
    }
  }

  async #transfer(): Promise<Receipt> {
    const { events, protocol, signal } = this.#options;
    events.onStatus('checking');
    const source = await this.#openPinned();
    try {
      // From here on more may be sent than any sum of before knows of.
      await this.#keepPin({ ...source.pin(), readPrefix: null });
      events.onStatus('uploading');
      return await protocol.transfer({
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
        onStartedOver: () => {
          this.#bytesConfirmed = 0;
          events.onStartedOver();
        },
      });
    } finally {
      await this.#keepPin(source.pin()).catch((error: unknown) => this.#options.log.write('warn', 'a pin was not kept', { error }));
      await closeSource(source, this.#options);
    }
  }

  async #keepPin(pin: SourcePin): Promise<void> {
    if (pin.fingerprint === this.#fingerprint && pin.readPrefix === this.#readPrefix) return;
    this.#fingerprint = pin.fingerprint;
    this.#readPrefix = pin.readPrefix;
    await this.#options.events.onPin(pin);
  }

  /** Opening compares the file with its pin; only one that is another file now needs a second look. */
  async #openPinned(): Promise<FileSource> {
    try {
      return await this.#open();
    } catch (error) {
      if (!(error instanceof UploadError) || error.code !== 'source-changed') throw error;
    }
    await this.#pinSource();
    return await this.#open();
  }

  #open(): Promise<FileSource> {
    const { openSource, signal } = this.#options;
    return openSource(this.#upload.sourcePath, { fingerprint: this.#fingerprint, readPrefix: this.#readPrefix }, signal);
  }

  /** Takes the file as it is now; if it is not the one that was begun, what was sent of that is thrown away first. */
  async #pinSource(): Promise<void> {
    const { events, protocol, signal } = this.#options;
    const now = await untilAborted(this.#options.fingerprintOf(this.#upload.sourcePath), signal);
    if (sameFile(now, this.#fingerprint)) return;
    if (this.#checkpoint !== null) await protocol.discard(this.#checkpoint, signal);
    this.#fingerprint = now;
    this.#readPrefix = null;
    this.#checkpoint = null;
    this.#bytesConfirmed = 0;
    this.#furthestConfirmed = 0;
    await events.onSourceChanged(now);
  }

  async #keep(checkpoint: Checkpoint, bytesConfirmed: number): Promise<void> {
    // Progress that the server confirmed proves that it lives: the counts begin anew. Bytes that it once lost again are none.
    if (bytesConfirmed > this.#furthestConfirmed) {
      this.#furthestConfirmed = bytesConfirmed;
      this.#attempt = 1;
      this.#bounces = 0;
    }
    this.#checkpoint = checkpoint;
    this.#bytesConfirmed = bytesConfirmed;
    await this.#options.events.onCheckpoint(checkpoint, bytesConfirmed);
  }
}

function asUploadError(error: unknown, log: Log): UploadError {
  if (error instanceof UploadError) return error;
  log.write('error', 'an upload failed in a way that the engine does not know', { error });
  return new UploadError('internal', { cause: error });
}
