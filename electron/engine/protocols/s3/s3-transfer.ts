import { numberedPath } from '../../../../shared/numbered-path.ts';
import { UploadError } from '../../errors/upload-error.ts';
import type { Receipt, TransferRequest } from '../protocol.ts';
import { ClaimedName } from '../transport/claimed-name.ts';
import { mayBeName, mostNames } from '../transport/may-be-name.ts';
import type { MultipartOutcome, MultipartTransferParts } from './multipart-transfer.ts';
import { MultipartTransfer } from './multipart-transfer.ts';
import type { S3Address } from './s3-address.ts';
import type { S3Checkpoint } from './s3-checkpoint.ts';
import { readS3Checkpoint } from './s3-checkpoint.ts';
import type { Condition, Found } from './s3-client.ts';
import { s3KeyOf } from './s3-key.ts';
import type { Verdict } from './s3-proof.ts';
import { SinglePut } from './single-put.ts';

const mostReplacingLooks = 2;
/** So small that sending it in vain costs no more than asking for its name first. */
const mostUnaskedBytes = 1024 * 1024;
const ifFree: Condition = { IfNoneMatch: '*' };

export interface S3TransferParts extends MultipartTransferParts {
  readonly address: S3Address;
  /** Keys of all transfers under way to this destination: two files of one name must not both find it free. */
  readonly claimedPaths: Set<string>;
  /** Whether the last name looked at had nothing: most batches bring only new names, or only known ones. */
  readonly guess: { areNamesFree: boolean };
  readonly locationOf: (key: string) => string;
  /** Finds out which CRC the service compares, where that is not known. */
  readonly settleCrcs: (signal: AbortSignal) => Promise<void>;
}

/** One file on its way to S3: under which name, and in one request or in parts. */
export class S3Transfer {
  readonly #parts: S3TransferParts;
  readonly #request: TransferRequest;
  readonly #size: number;
  readonly #name: ClaimedName;

  constructor(parts: S3TransferParts, request: TransferRequest) {
    this.#parts = parts;
    this.#name = new ClaimedName(parts.claimedPaths);
    this.#request = request;
    this.#size = request.source.fingerprint.size;
  }

  async run(): Promise<Receipt> {
    try {
      return await this.#transfer();
    } finally {
      this.#name.release();
    }
  }

  async #transfer(): Promise<Receipt> {
    const { checkpoint, target, source } = this.#request;
    const earlier = readS3Checkpoint(checkpoint);
    await source.checkUnchanged();
    if (
      earlier !== null &&
      mayBeName(earlier.relativePath, target.relativePath) &&
      (!earlier.wasFree || this.#name.take(earlier.relativePath))
    ) {
      const receipt = await this.#goOn(earlier);
      if (receipt !== null) return receipt;
    }
    if (target.conflict !== 'overwrite') return await this.#sendToFreeName();
    return await this.#replace();
  }

  /** What became of an earlier attempt; null when the file has to be sent as if there had been none. */
  async #goOn(earlier: S3Checkpoint): Promise<Receipt | null> {
    const key = this.#keyOf(earlier.relativePath);
    const condition = earlier.wasFree ? ifFree : null;
    if (earlier.step === 'single') {
      const verdict = await new SinglePut(this.#parts, this.#request, key).goOn(earlier, condition);
      return verdict === null ? null : this.#stored(key, verdict);
    }
    const outcome = await new MultipartTransfer(this.#parts, this.#request, key).goOn(earlier, condition);
    return await this.#receiptOf(key, outcome);
  }

  async #sendToFreeName(): Promise<Receipt> {
    const { target } = this.#request;
    for (let number = 1; number <= mostNames; number++) {
      const relativePath = numberedPath(target.relativePath, number);
      const key = this.#keyOf(relativePath);
      if (this.#name.take(relativePath)) {
        const found = await this.#parts.client.look(key, this.#request.signal);
        const receipt = found.kind === 'present' ? null : await this.#send(relativePath, found.kind === 'absent', ifFree);
        if (receipt !== null) return receipt;
      }
      if (target.conflict === 'skip') return { result: 'skipped', verification: 'accepted', location: this.#parts.locationOf(key) };
    }
    return this.#noName();
  }

  /**
   * Puts it in place of whatever is there, on the condition that this is still what we saw: an older try that some hop delivers
   * after this one saw something else, and is refused where the service heeds conditions. A small file under a name that is likely
   * to be free goes without a look.
   */
  async #replace(): Promise<Receipt> {
    const { client, proof, guess } = this.#parts;
    const { relativePath } = this.#request.target;
    const key = this.#keyOf(relativePath);
    if (guess.areNamesFree && this.#size <= mostUnaskedBytes) {
      const receipt = await this.#send(relativePath, false, ifFree);
      if (receipt !== null) return receipt;
    }
    for (let look = 0; look < mostReplacingLooks && proof.usesConditions; look += 1) {
      const found = await client.look(key, this.#request.signal);
      guess.areNamesFree = found.kind === 'absent';
      const receipt = await this.#send(relativePath, false, ifStill(found));
      if (receipt !== null) return receipt;
    }
    // A service that says "changed" every time does not mean it.
    return (await this.#send(relativePath, false, null)) ?? this.#noName();
  }

  /** Null when what is there turned out to be something else than the condition says. */
  async #send(relativePath: string, wasFree: boolean, condition: Condition | null): Promise<Receipt | null> {
    const { address, client, proof, serverNow } = this.#parts;
    const { signal } = this.#request;
    const key = this.#keyOf(relativePath);
    const plan = { relativePath, wasFree, beganAtMs: serverNow() };
    if (condition !== null) await proof.settleConditions(() => client.refusesConditions(key, signal));
    await this.#parts.settleCrcs(signal);
    if (this.#size <= address.partBytes) {
      const verdict = await new SinglePut(this.#parts, this.#request, key).send({ ...plan, step: 'single' }, condition);
      return verdict === null ? null : this.#stored(key, verdict);
    }
    const transfer = new MultipartTransfer(this.#parts, this.#request, key);
    return await this.#receiptOf(key, await transfer.begin({ ...plan, step: 'creating' }, condition));
  }

  async #receiptOf(key: string, outcome: MultipartOutcome): Promise<Receipt | null> {
    if (outcome.kind === 'stored') return this.#stored(key, outcome.verdict);
    await this.#parts.cleaner.remove(key, outcome.uploadId, this.#request.signal);
    this.#request.onStartedOver();
    this.#request.onBytesSent(0);
    return null;
  }

  #stored(key: string, verdict: Verdict): Receipt {
    if (verdict === 'differs') throw new UploadError('checksum-mismatch', { details: { path: this.#request.target.relativePath } });
    return { result: 'stored', verification: verdict === 'unproven' ? 'size' : verdict, location: this.#parts.locationOf(key) };
  }

  #noName(): never {
    throw new UploadError('already-exists', { details: { path: this.#request.target.relativePath } });
  }

  #keyOf(relativePath: string): string {
    return s3KeyOf(this.#parts.address.prefix, relativePath);
  }
}

/** The condition that what is there is still what was found; null where nothing can name that. */
function ifStill(found: Found): Condition | null {
  if (found.kind === 'absent') return ifFree;
  return found.kind === 'present' && found.etag !== '' ? { IfMatch: `"${found.etag}"` } : null;
}
