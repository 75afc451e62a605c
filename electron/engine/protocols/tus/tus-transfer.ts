import { UploadError } from '../../errors/upload-error.ts';
import type { Clock } from '../../ports.ts';
import type { Receipt, TransferRequest } from '../protocol.ts';
import { LockPatience } from '../transport/lock-patience.ts';
import type { BodyCeiling } from './body-ceiling.ts';
import type { CutRecord } from './cut-record.ts';
import { fileTooLarge } from './file-too-large.ts';
import { FruitlessRounds } from './fruitless-rounds.ts';
import { mayCarryBody } from './may-carry-body.ts';
import { PartProofs } from './part-proofs.ts';
import { ToldProgress } from './told-progress.ts';
import { readTusCheckpoint, uploadUrlOf, writeTusCheckpoint } from './tus-checkpoint.ts';
import type { AskResult, PatchResult, TusClient, TusState } from './tus-client.ts';
import type { TusFeatures } from './tus-features.ts';
import { tusMetadataOf } from './tus-metadata.ts';

const smallBytes = 256 * 1024;

export interface TusTransferParts {
  readonly client: TusClient;
  readonly clock: Clock;
  readonly destination: URL;
  readonly ceiling: BodyCeiling;
  readonly cuts: CutRecord;
  readonly features: () => Promise<TusFeatures>;
}

/** One file on its way by tus 1.0, from where its checkpoint left it to the server's confirmation. */
export class TusTransfer {
  readonly #parts: TusTransferParts;
  readonly #request: TransferRequest;
  readonly #size: number;
  readonly #locks: LockPatience;
  readonly #proofs: PartProofs;
  readonly #told: ToldProgress;
  readonly #rounds = new FruitlessRounds();
  #uploadUrl: URL | null = null;
  /** What the upload was called when it was made, by which it is known again; null: an earlier Gantry did not write it down. */
  #name: string | null = null;
  #state: TusState = { offset: 0, expiresAt: null, location: null };
  #hasStartedOver = false;

  constructor(parts: TusTransferParts, request: TransferRequest) {
    this.#parts = parts;
    this.#request = request;
    this.#size = request.source.fingerprint.size;
    this.#locks = new LockPatience(parts.clock, request.signal);
    this.#proofs = new PartProofs(request);
    this.#told = new ToldProgress(request);
  }

  async run(): Promise<Receipt> {
    const { source, checkpoint, verify } = this.#request;
    const known = readTusCheckpoint(checkpoint);
    if (known === null) {
      const skipped = await this.#create();
      if (skipped !== null) return skipped;
    } else {
      await source.checkUnchanged();
      this.#uploadUrl = uploadUrlOf(this.#parts.destination, known.uploadPath);
      this.#name = known.uploadId;
      this.#state = { ...this.#state, expiresAt: known.expiresAt };
      this.#proofs.goOn(known.proof);
      const skipped = await this.#reconcile();
      if (skipped !== null) return skipped;
    }
    while (this.#state.offset < this.#size) {
      const skipped = await this.#sendPart();
      if (skipped !== null) return skipped;
    }
    this.#told.verifying();
    if (verify) await this.#verify();
    const uploadUrl = this.#knownUrl();
    this.#parts.cuts.forget(uploadUrl.pathname);
    return { result: 'stored', verification: this.#proofs.verification(this.#size), location: this.#state.location ?? uploadUrl.href };
  }

  /** Makes the upload at the server; a receipt when there is nothing to send after all. */
  async #create(): Promise<Receipt | null> {
    const { source, target, signal } = this.#request;
    const { client, ceiling } = this.#parts;
    const features = await this.#parts.features();
    const sizeBytes = this.#size;
    if (features.maxSizeBytes !== null && sizeBytes > features.maxSizeBytes) {
      throw new UploadError('too-large', { details: { sizeBytes, limitBytes: features.maxSizeBytes, host: this.#parts.destination.host } });
    }
    // An empty file is complete with its creation, so this is the last look at it.
    if (sizeBytes === 0) await source.checkUnchanged().then(() => this.#told.verifying());
    const metadata = tusMetadataOf(this.#request);
    this.#proofs.begin(features.checksum);
    let withBody = mayCarryBody(features, target.conflict, sizeBytes) && ceiling.partFor(sizeBytes) === sizeBytes;
    let isBodyRefused = false;
    for (;;) {
      const part = withBody ? await this.#proofs.partOf(0, sizeBytes) : { body: null };
      const result = await this.#locks.unlocked(() =>
        client.create(sizeBytes, metadata, { ...part, signal, onBytesSent: (sent) => this.#told.sent(0, sent) }),
      );
      switch (result.kind) {
        case 'created': {
          this.#uploadUrl = result.uploadUrl;
          this.#name = this.#request.uploadId;
          this.#state = result.state;
          const { offset } = result.state;
          if (withBody && offset === sizeBytes) this.#proofs.taken(0, offset);
          if (offset < sizeBytes) this.#told.report(offset);
          if (isBodyRefused) ceiling.refused(sizeBytes);
          // A file that is complete with its creation is settled in the same moment: nothing to go on from.
          if (offset < sizeBytes || this.#request.verify) await this.#confirm();
          return null;
        }
        case 'exists':
          if (target.conflict === 'skip') return { result: 'skipped', verification: 'accepted', location: null };
          throw new UploadError('already-exists', { details: result.error.details, cause: result.error });
        case 'corrupt':
          this.#proofs.corrupt(result.error);
          this.#told.report(0);
          break;
        case 'tooLarge':
          if (!withBody) throw fileTooLarge(result.error, sizeBytes);
          // Either the file or just this request: the creation alone tells which.
          withBody = false;
          isBodyRefused = true;
      }
    }
  }

  /** Sends one part from the server's offset; a receipt only when starting over found the file there already. */
  async #sendPart(): Promise<Receipt | null> {
    const { source, signal } = this.#request;
    const { client, ceiling, cuts } = this.#parts;
    const { offset } = this.#state;
    const uploadUrl = this.#knownUrl();
    const partBytes = ceiling.partFor(this.#proofs.mostBytes(this.#size - offset));
    await source.checkUnchanged();
    const part = await this.#proofs.partOf(offset, offset + partBytes);
    let sentBytes = 0;
    let result: PatchResult;
    try {
      result = await client.patch(uploadUrl, offset, this.#size, {
        ...part,
        signal,
        onBytesSent: (sent) => {
          sentBytes = sent;
          this.#told.sent(offset, sent);
        },
      });
    } catch (error) {
      // The server was there a moment ago, to create the upload or to say how much it has.
      const wasCut = error instanceof UploadError && error.code === 'connection-lost';
      if (wasCut && cuts.cutAt(uploadUrl.pathname, offset)) ceiling.cut(partBytes, sentBytes);
      throw error;
    }
    switch (result.kind) {
      case 'taken':
        ceiling.passed(partBytes);
        this.#take(result.state);
        if (result.state.offset !== offset + partBytes) this.#told.report(result.state.offset);
        else this.#proofs.taken(offset, result.state.offset);
        // Complete, it is settled in the same moment; for a small file that is worth a trip to the disk, and a crash before it only asks the server.
        if (result.state.offset < this.#size || this.#size > smallBytes || this.#request.verify) await this.#confirm();
        if (result.state.offset <= offset) this.#rounds.add(null);
        return null;
      case 'tooLarge':
        if (!ceiling.refused(partBytes)) throw fileTooLarge(result.error, this.#size);
        this.#told.report(offset);
        return null;
      case 'corrupt':
        // It was thrown away: only this part goes out again.
        this.#proofs.corrupt(result.error);
        this.#told.report(offset);
        return null;
      case 'unclear':
        return await this.#settleUnclear(result);
    }
  }

  /** Asks the server what it has, and goes on from there where that makes sense. */
  async #settleUnclear(refusal: Extract<PatchResult, { kind: 'unclear' }>): Promise<Receipt | null> {
    const before = this.#state.offset;
    if (refusal.status === 423) await this.#locks.wait(refusal.error);
    const receipt = await this.#reconcile();
    if (receipt !== null || this.#state.offset > before) return receipt;
    // The upload is there and the server still says no: a plain refusal.
    if (refusal.status === 403) throw refusal.error;
    // The first 400 may be a request that another one interrupted; the second means what it says.
    if (refusal.status === 400 && this.#rounds.count > 0) throw refusal.error;
    if (refusal.status !== 423) this.#rounds.add(refusal.error);
    return receipt;
  }

  /** Takes over what the server has; begins anew, once, where it has nothing any more. */
  async #reconcile(): Promise<Receipt | null> {
    const uploadUrl = this.#knownUrl();
    const asked = await this.#ask();
    if (asked.kind === 'known' && (await this.#proofs.settle(asked))) {
      this.#take(asked.state);
      this.#told.report(this.#state.offset);
      await this.#confirm();
      return null;
    }
    // What broke on the way is not gone on with.
    const isWrong = asked.kind === 'known';
    const details = isWrong ? { host: uploadUrl.host } : asked.error.details;
    if (this.#hasStartedOver) throw new UploadError(isWrong ? 'checksum-mismatch' : 'session-lost', { details });
    if (isWrong) await this.#parts.client.remove(uploadUrl, this.#name, this.#request.signal);
    this.#hasStartedOver = true;
    this.#parts.cuts.forget(uploadUrl.pathname);
    this.#state = { offset: 0, expiresAt: null, location: null };
    this.#request.onStartedOver();
    this.#told.report(0);
    return await this.#create();
  }

  #ask(): Promise<AskResult> {
    const made = { as: this.#name ?? this.#request.uploadId, isFromEarlier: this.#name === null, digestFrom: this.#proofs.digestFrom };
    return this.#locks.unlocked(() => this.#parts.client.ask(this.#knownUrl(), this.#size, made, this.#request.signal));
  }

  async #verify(): Promise<void> {
    const asked = await this.#ask();
    // Servers may move a finished upload away; its last answer has confirmed the size already.
    if (asked.kind === 'gone' || asked.state.offset === this.#size) return;
    throw new UploadError('size-mismatch', { details: { expectedBytes: this.#size, actualBytes: asked.state.offset } });
  }

  #take(state: TusState): void {
    if (state.offset > this.#state.offset) {
      this.#rounds.moved();
      this.#locks.moved();
    }
    this.#state = {
      offset: state.offset,
      expiresAt: state.expiresAt ?? this.#state.expiresAt,
      location: state.location ?? this.#state.location,
    };
  }

  async #confirm(): Promise<void> {
    const { pathname, search } = this.#knownUrl();
    const { expiresAt } = this.#state;
    const { proof } = this.#proofs;
    const checkpoint = writeTusCheckpoint({ uploadPath: `${pathname}${search}`, expiresAt, uploadId: this.#name, proof });
    await this.#request.onCheckpoint(checkpoint, this.#state.offset);
  }

  #knownUrl(): URL {
    if (this.#uploadUrl === null) throw new UploadError('internal', { details: { reason: 'no upload' } });
    return this.#uploadUrl;
  }
}
