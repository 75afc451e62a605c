import { UploadError } from '../../errors/upload-error.ts';
import type { TransferRequest } from '../protocol.ts';
import { announcedBody, sumsOf } from './prepared-body.ts';
import type { SingleCheckpoint } from './s3-checkpoint.ts';
import { writeS3Checkpoint } from './s3-checkpoint.ts';
import type { Condition, Found, S3Client } from './s3-client.ts';
import type { S3Proof, Verdict } from './s3-proof.ts';
import type { Stored } from './stored-answer.ts';

/** How often bytes may arrive changed until somebody should look at the machine or the line. */
const mostSendings = 3;

/** One file in one request under one key. Every try sends all of it, and the service stores all of it or nothing. */
export class SinglePut {
  readonly #client: S3Client;
  readonly #proof: S3Proof;
  readonly #request: TransferRequest;
  readonly #key: string;
  readonly #size: number;
  #mostSent = -1;
  #isVerifying = false;

  constructor(parts: { readonly client: S3Client; readonly proof: S3Proof }, request: TransferRequest, key: string) {
    this.#client = parts.client;
    this.#proof = parts.proof;
    this.#request = request;
    this.#key = key;
    this.#size = request.source.fingerprint.size;
  }

  /** Null when what is there turned out to be something else than the condition says. */
  async send(plan: SingleCheckpoint, condition: Condition | null): Promise<Verdict | null> {
    // Where the name was free, a file that is there later is our own, whose answer was lost.
    if (plan.wasFree) await this.#request.onCheckpoint(writeS3Checkpoint(plan), 0);
    for (let sending = 1; ; sending += 1) {
      try {
        return await this.#sendOnce(condition);
      } catch (error) {
        const isOtherBytes = error instanceof UploadError && error.code === 'checksum-mismatch';
        if (!isOtherBytes || sending >= mostSendings) throw error;
        this.#report(0, false);
      }
    }
  }

  /** What became of an earlier try; null when the name is taken by something else. */
  async goOn(earlier: SingleCheckpoint, condition: Condition | null): Promise<Verdict | null> {
    const found = await this.#client.lookAtCrcs(this.#key, this.#request.signal);
    if (found.kind !== 'present') return (await this.send(earlier, condition)) ?? (await this.#lateArrival(earlier));
    return await this.#ifOurs(found, earlier);
  }

  /** The name was taken while we sent again: perhaps by our own first try, which the server was still busy with. */
  async #lateArrival(earlier: SingleCheckpoint): Promise<Verdict | null> {
    const found = await this.#client.lookAtCrcs(this.#key, this.#request.signal);
    return found.kind === 'present' ? await this.#ifOurs(found, earlier) : null;
  }

  async #ifOurs(found: Extract<Found, { kind: 'present' }>, earlier: SingleCheckpoint): Promise<Verdict | null> {
    if (found.sizeBytes !== this.#size) return null;
    const { source, signal } = this.#request;
    const { md5, crc } = this.#proof.kinds;
    const kinds = { md5: md5 || this.#proof.algorithm !== null, crc };
    const verdict = this.#proof.judge(await sumsOf(source, 0, this.#size, kinds, signal), found, false);
    if (verdict === 'differs' || (verdict === 'unproven' && (found.modifiedAtMs ?? 0) < earlier.beganAtMs - 2_000)) return null;
    this.#report(this.#size, true);
    return verdict;
  }

  async #sendOnce(condition: Condition | null): Promise<Verdict | null> {
    const { source, target, signal, verify } = this.#request;
    const { body, announced, sums } = await announcedBody(source, 0, this.#size, this.#proof.kinds, signal);
    const object = { key: this.#key, contentType: target.contentType };
    const onBytesSent = (bytesSent: number): void => this.#report(Math.max(bytesSent, this.#mostSent), bytesSent === this.#size);
    const heeded = this.#proof.usesConditions ? condition : null;
    const put = await this.#client.put(object, heeded, { body, announced, signal, onBytesSent }).catch((error: unknown) => {
      const isUnknown = error instanceof UploadError && error.code === 'method-refused';
      if (heeded === null || !isUnknown) throw error;
      this.#proof.knowsConditions(false);
      return null;
    });
    if (put === null) return await this.#sendOnce(condition);
    if (put.kind === 'taken') {
      this.#proof.knowsConditions(true);
      this.#report(0, false);
      return null;
    }
    const { value } = put;
    const verdict = this.#proof.judge(sums(), value, announced.md5 !== null);
    if (verdict === 'differs') throw new UploadError('checksum-mismatch', { details: { path: source.path } });
    if (!verify && verdict !== 'unproven') return verdict;
    const found = await this.#look(value);
    if (found === null && verdict === 'unproven') return 'accepted';
    if (found === null || announced.crc === null || verdict !== 'unproven') return verdict;
    const looked = this.#proof.judge(sums(), found, false);
    if (looked === 'unproven') this.#proof.lacksCrc(announced.crc.algorithm);
    return looked;
  }

  #report(bytesSent: number, isAll: boolean): void {
    this.#mostSent = bytesSent;
    this.#request.onBytesSent(bytesSent);
    if (isAll && !this.#isVerifying) this.#request.onVerifying();
    this.#isVerifying = isAll;
  }

  /** Compares what the server says now with what it said when it took the file; null when it says nothing. */
  async #look({ etag }: Stored): Promise<Stored | null> {
    const found = await this.#client.lookAtCrcs(this.#key, this.#request.signal);
    if (found.kind === 'unknown') return null;
    const actualBytes = found.kind === 'present' ? found.sizeBytes : 0;
    if (found.kind === 'absent' || actualBytes !== this.#size)
      throw new UploadError('size-mismatch', { details: { expectedBytes: this.#size, actualBytes } });
    if (etag !== '' && found.etag !== etag)
      throw new UploadError('checksum-mismatch', { details: { path: this.#request.target.relativePath } });
    return found;
  }
}
