import pRetry from 'p-retry';
import { asUploadError } from './as-upload-error.ts';
import { UploadError } from './errors/upload-error.ts';
import type { Outcome } from './outcome.ts';
import type { ProcessUploadOptions } from './process-upload-options.ts';
import type { Checkpoint, Receipt, TransferRequest } from './protocols/protocol.ts';
import { AttemptAccount } from './retry/attempt-account.ts';
import { closeSource } from './source/close-source.ts';
import type { FileSource } from './source/file-source.ts';
import { sameFile } from './source/fingerprint.ts';
import { revisionOf } from './source/revision-of.ts';
import { untilAborted } from './source/until-aborted.ts';
import type { Fingerprint, ReadPrefix, SourcePin } from './source/upload-source.ts';
import type { BatchInHand, UploadInHand } from './upload-run.ts';
import { uploadTargetOf } from './upload-target-of.ts';

/**
 * One upload from open file until it settles or gives its slot back; the seed's function of that name.
 * Short waits between attempts keep the slot, long ones are answered as `retryAt`. Never throws: see `Outcome`.
 */
export async function processUploadWithRetry(upload: UploadInHand, batch: BatchInHand, options: ProcessUploadOptions): Promise<Outcome> {
  const account = new AttemptAccount(upload, batch, options);
  const run = new UploadRun(upload, batch, account, options);
  try {
    const receipt = await pRetry(() => run.attempt(), {
      // Counting, jitter and Retry-After are ours: the library loops and stops at once on an abort.
      retries: Number.POSITIVE_INFINITY,
      minTimeout: 0,
      signal: options.signal,
      shouldRetry: ({ error }) => account.shallGoOn(asUploadError(error, options.log)),
    });
    return { kind: 'finished', receipt };
  } catch (error) {
    // The last byte was quicker than the click: what has arrived is not sent a second time.
    if (run.receipt !== null) return { kind: 'finished', receipt: run.receipt };
    if (options.signal.aborted) return { kind: 'stopped' };
    return account.outcomeOf(asUploadError(error, options.log));
  }
}

class UploadRun {
  readonly #batch: BatchInHand;
  readonly #account: AttemptAccount;
  readonly #options: ProcessUploadOptions;
  readonly #upload: UploadInHand;
  #fingerprint: Fingerprint;
  #readPrefix: ReadPrefix | null;
  #checkpoint: Checkpoint | null;
  /** Until the first try: what that will begin with. */
  #plan: { readonly checkpoint: Checkpoint; readonly written: Promise<void> } | null;
  #bytesConfirmed: number;
  #furthestConfirmed: number;
  #receipt: Receipt | null = null;
  /** Until the first try in this process. */
  #isFromBefore: boolean;

  constructor(upload: UploadInHand, batch: BatchInHand, account: AttemptAccount, options: ProcessUploadOptions) {
    this.#upload = upload;
    this.#batch = batch;
    this.#account = account;
    this.#options = options;
    this.#fingerprint = upload.fingerprint;
    this.#readPrefix = upload.readPrefix;
    const { checkpoint, plan } = upload;
    this.#isFromBefore = upload.isFromBefore;
    this.#plan = checkpoint === null || plan === null ? null : { checkpoint, written: plan };
    this.#checkpoint = this.#plan === null ? checkpoint : null;
    this.#bytesConfirmed = upload.bytesConfirmed;
    this.#furthestConfirmed = upload.furthestConfirmed;
  }

  /** What the destination confirmed and the source stood by; null until then. */
  get receipt(): Receipt | null {
    return this.#receipt;
  }

  async attempt(): Promise<Receipt> {
    const { events, clock, signal, log } = this.#options;
    this.#account.begin();
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

  /** A missing file of a missing disk waits for it. */
  async #named(error: UploadError): Promise<UploadError> {
    if (error.code !== 'source-missing') return error;
    const asked = this.#options.isSourceAway(this.#upload.sourcePath, this.#fingerprint);
    const isAway = await untilAborted(asked, this.#options.signal).catch(() => false);
    return isAway ? new UploadError('source-away', { details: error.details, cause: error }) : error;
  }

  async #transfer(): Promise<Receipt> {
    const { events, protocol, signal } = this.#options;
    events.onStatus('checking');
    const source = await this.#openPinned();
    try {
      // From here on more may be sent than any sum of before knows of.
      await this.#keepPin({ ...source.pin(), readPrefix: null });
      events.onStatus('uploading');
      const begin = await this.#beginning();
      return await protocol.transfer({
        uploadId: revisionOf(this.#upload.uploadId, this.#fingerprint),
        source,
        ...this.#target(),
        ...begin,
        verify: this.#batch.verify,
        signal,
        onBytesSent: (bytesSent) => events.onBytesSent(bytesSent),
        onCheckpoint: (checkpoint, bytesConfirmed) => this.#keep(checkpoint, bytesConfirmed),
        onVerifying: () => events.onStatus('verifying'),
        onStored: () => events.onStored(),
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

  #target(): Pick<TransferRequest, 'target' | 'twins'> {
    const target = uploadTargetOf(this.#upload, this.#batch);
    const twins = target.conflict === 'rename' ? [] : this.#options.twins();
    // What is there was free before the batch began, or nobody could say: it is the other file, and not this one.
    const isHidden = target.conflict === 'skip' && twins.length > 0;
    return { target: isHidden ? { ...target, conflict: 'rename' } : target, twins };
  }

  /** With the plan, if there is one; a try after this one goes on from it, since something may have begun. */
  async #beginning(): Promise<Pick<TransferRequest, 'checkpoint' | 'plan' | 'isFromBefore'>> {
    const plan = this.#plan;
    if (plan === null) {
      const isFromBefore = this.#isFromBefore && this.#checkpoint !== null;
      this.#isFromBefore = false;
      return { checkpoint: this.#checkpoint, isFromBefore };
    }
    await plan.written;
    this.#plan = null;
    this.#isFromBefore = false;
    this.#checkpoint = plan.checkpoint;
    return { checkpoint: null, plan: plan.checkpoint };
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
    this.#plan = null;
    this.#bytesConfirmed = 0;
    this.#furthestConfirmed = 0;
    await events.onSourceChanged(now);
  }

  async #keep(checkpoint: Checkpoint, bytesConfirmed: number): Promise<void> {
    // Bytes that the server once lost again are no progress.
    if (bytesConfirmed > this.#furthestConfirmed) {
      this.#furthestConfirmed = bytesConfirmed;
      this.#account.noteProgress();
    }
    this.#checkpoint = checkpoint;
    this.#bytesConfirmed = bytesConfirmed;
    await this.#options.events.onCheckpoint(checkpoint, bytesConfirmed);
  }
}
