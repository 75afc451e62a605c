import { UploadError } from '../../errors/upload-error.ts';
import type { TransferRequest } from '../protocol.ts';
import type { MultipartParts } from './multipart-upload.ts';
import { MultipartUpload } from './multipart-upload.ts';
import { partBytesFor } from './part-plan.ts';
import type { CreatingCheckpoint, PartsCheckpoint } from './s3-checkpoint.ts';
import { writeS3Checkpoint } from './s3-checkpoint.ts';
import type { Condition } from './s3-client.ts';
import type { Verdict } from './s3-proof.ts';
import type { Stored } from './stored-answer.ts';
import type { UploadCleaner } from './upload-cleaner.ts';

/** How often the parts may be said to be wrong until that counts as an answer. */
const mostReconciliations = 3;

export interface MultipartTransferParts extends MultipartParts {
  readonly cleaner: UploadCleaner;
  readonly configuredPartBytes: number;
  readonly serverNow: () => number;
}

/** `taken`: somebody else stored that name meanwhile. */
export type MultipartOutcome =
  | { readonly kind: 'stored'; readonly verdict: Verdict }
  | { readonly kind: 'taken'; readonly uploadId: string };

/** One file in parts under one key, from where its checkpoint left it to the object. */
export class MultipartTransfer {
  readonly #parts: MultipartTransferParts;
  readonly #request: TransferRequest;
  readonly #key: string;
  readonly #size: number;
  #hasStartedOver = false;

  constructor(parts: MultipartTransferParts, request: TransferRequest, key: string) {
    this.#parts = parts;
    this.#request = request;
    this.#key = key;
    this.#size = request.source.fingerprint.size;
  }

  /** Begins an upload. It is written down before, so that one whose answer is lost is found and removed. */
  async begin(plan: CreatingCheckpoint, condition: Condition | null): Promise<MultipartOutcome> {
    const { client, proof, configuredPartBytes } = this.#parts;
    const { signal, target } = this.#request;
    const partBytes = partBytesFor(this.#size, configuredPartBytes);
    await this.#request.onCheckpoint(writeS3Checkpoint(plan), 0);
    const object = { key: this.#key, contentType: target.contentType };
    const crc = proof.crc;
    const { uploadId, ...kept } = await client.createUpload(object, crc, signal).catch(async (error: unknown) => {
      // A service that does not know the question may refuse it.
      const mayBeTheQuestion = error instanceof UploadError && (error.code === 'rejected' || error.code === 'method-refused');
      if (crc === null || !mayBeTheQuestion) throw error;
      return await client.createUpload(object, null, signal);
    });
    if (crc !== null && kept.crc === null) proof.lacksCrc(crc);
    const { isOfWhole } = kept;
    const begun: PartsCheckpoint = { ...plan, step: 'parts', uploadId, partBytes, proof: kept.crc ?? 'md5', isOfWhole, parts: [] };
    const upload = new MultipartUpload(this.#parts, this.#request, this.#key, begun);
    await upload.take([], []);
    return await this.#finish(upload, begun, condition);
  }

  /** Goes on with what the server has of an earlier attempt. */
  async goOn(earlier: CreatingCheckpoint | PartsCheckpoint, condition: Condition | null): Promise<MultipartOutcome> {
    const { client, cleaner } = this.#parts;
    const { signal } = this.#request;
    if (earlier.step === 'creating') {
      await cleaner.removeOrphans(this.#key, earlier.beganAtMs, signal);
      return await this.begin(earlier, condition);
    }
    const upload = new MultipartUpload(this.#parts, this.#request, this.#key, earlier);
    const listed = await client.listParts(this.#key, earlier.uploadId, signal);
    if (listed === null) {
      upload.recall(earlier.parts);
      return await this.#afterLoss(upload, earlier, condition);
    }
    await upload.take(listed, earlier.parts);
    return await this.#finish(upload, earlier, condition);
  }

  async #finish(upload: MultipartUpload, begun: PartsCheckpoint, condition: Condition | null): Promise<MultipartOutcome> {
    const { client } = this.#parts;
    const { signal, source } = this.#request;
    for (let reconciliation = 0; ; reconciliation += 1) {
      try {
        await upload.sendMissing();
        // Parts are no object yet: a look now, after the last byte was read, keeps every mixture out.
        await source.checkUnchanged();
        return await this.#complete(upload, begun, condition);
      } catch (error) {
        if (!(error instanceof UploadError) || error.code !== 'session-lost') throw error;
        const listed = await client.listParts(this.#key, begun.uploadId, signal);
        if (listed === null) return await this.#afterLoss(upload, begun, condition);
        if (reconciliation >= mostReconciliations) throw error;
        await upload.take(listed, upload.known());
      }
    }
  }

  async #complete(upload: MultipartUpload, begun: PartsCheckpoint, condition: Condition | null): Promise<MultipartOutcome> {
    const { client, proof } = this.#parts;
    const { signal } = this.#request;
    const crc = begun.isOfWhole ? (upload.expectedCrc()?.whole ?? null) : null;
    const complete = async (mayAsk: boolean) => {
      const heeded = mayAsk && proof.usesConditions ? condition : null;
      return await client.complete(this.#key, begun.uploadId, upload.sentParts(), { condition: heeded, crc, signal });
    };
    if (begun.wasFree && !proof.heedsConditions && (await this.#isTaken(upload))) return { kind: 'taken', uploadId: begun.uploadId };
    const done = await complete(true).catch(async (error: unknown) => {
      const isUnknown = error instanceof UploadError && error.code === 'method-refused';
      if (condition === null || !isUnknown) throw error;
      proof.knowsConditions(false);
      return await complete(false);
    });
    // Perhaps by ourselves: the answer to an earlier try may have been lost.
    if (done.kind === 'taken') return (await this.#afterSuccess(upload, begun)) ?? { kind: 'taken', uploadId: begun.uploadId };
    const verdict = await this.#judge(upload, done.value);
    const isSaid = verdict !== 'unproven' && done.value.etag !== '' && !this.#request.verify;
    return { kind: 'stored', verdict: isSaid || verdict === 'differs' ? verdict : await this.#lookedAt(upload, verdict) };
  }

  /** The server does not know the upload any more: it may be the object already. Otherwise it begins anew, once. */
  async #afterLoss(upload: MultipartUpload, begun: PartsCheckpoint, condition: Condition | null): Promise<MultipartOutcome> {
    const done = await this.#afterSuccess(upload, begun);
    if (done !== null) return done;
    if (this.#hasStartedOver) throw new UploadError('session-lost', { details: { path: this.#request.target.relativePath } });
    this.#hasStartedOver = true;
    this.#request.onStartedOver();
    this.#request.onBytesSent(0);
    return await this.begin({ ...begun, step: 'creating', beganAtMs: this.#parts.serverNow() }, condition);
  }

  /** The outcome where what stands under the key is what this upload makes; else null. */
  async #afterSuccess(upload: MultipartUpload, begun: PartsCheckpoint): Promise<MultipartOutcome | null> {
    const found = await this.#parts.client.lookAtCrcs(this.#key, this.#request.signal);
    if (found.kind !== 'present' || found.sizeBytes !== this.#size) return null;
    const verdict = await this.#judge(upload, found);
    const isOther = verdict === 'differs' || (verdict === 'unproven' && upload.expectedEtag() !== null);
    if (isOther || (verdict === 'unproven' && (found.modifiedAtMs ?? 0) < begun.beganAtMs)) return null;
    this.#request.onBytesSent(this.#size);
    this.#request.onVerifying();
    return { kind: 'stored', verdict };
  }

  /** Where conditions mean nothing, a look has to do. */
  async #isTaken(upload: MultipartUpload): Promise<boolean> {
    const found = await this.#parts.client.lookAtCrcs(this.#key, this.#request.signal);
    if (found.kind !== 'present') return false;
    if (found.sizeBytes !== this.#size) return true;
    const verdict = await this.#judge(upload, found);
    return verdict === 'unproven' || verdict === 'differs';
  }

  /** What the object itself adds to what its completion said. */
  async #lookedAt(upload: MultipartUpload, verdict: Verdict): Promise<Verdict> {
    const found = await this.#parts.client.lookAtCrcs(this.#key, this.#request.signal);
    if (found.kind === 'unknown') return verdict === 'unproven' ? 'accepted' : verdict;
    const actualBytes = found.kind === 'present' ? found.sizeBytes : 0;
    if (found.kind !== 'present' || actualBytes !== this.#size)
      throw new UploadError('size-mismatch', { details: { expectedBytes: this.#size, actualBytes } });
    const looked = await this.#judge(upload, found);
    return looked === 'unproven' ? verdict : looked;
  }

  async #judge(upload: MultipartUpload, { etag, crcs }: Stored): Promise<Verdict> {
    const crc = upload.expectedCrc();
    const told = crc === null ? undefined : crcs[crc.whole.algorithm];
    if (crc !== null && told !== undefined) return (await crc.agreesWith(told)) ? crc.whole.algorithm : 'differs';
    return etag !== '' && etag === upload.expectedEtag() ? 'md5' : 'unproven';
  }
}
