import { UploadError } from '../../errors/upload-error.ts';
import type { TransferRequest } from '../protocol.ts';
import type { SumKinds } from './content-sum.ts';
import { etagOfParts } from './content-sum.ts';
import { ObjectCrc } from './object-crc.ts';
import type { ExtraLanes } from './part-lanes.ts';
import { inLanes } from './part-lanes.ts';
import type { PlannedPart } from './part-plan.ts';
import { partCountOf, plannedPart } from './part-plan.ts';
import type { PreparedBody } from './prepared-body.ts';
import { announcedBody, summedBody, sumsOf } from './prepared-body.ts';
import type { KnownPart, PartsCheckpoint } from './s3-checkpoint.ts';
import { writeS3Checkpoint } from './s3-checkpoint.ts';
import type { ListedPart, S3Client, SentPart } from './s3-client.ts';
import type { S3Proof } from './s3-proof.ts';

/** How often bytes may arrive changed until somebody should look at the machine or the line. */
const mostSendings = 3;
/** A checkpoint names all parts; of an upload of thousands it is not written for each. */
const mostCheckpoints = 1_000;

export interface MultipartParts {
  readonly client: S3Client;
  readonly proof: S3Proof;
  readonly extraLanes: ExtraLanes;
}

/** The parts of one upload: what the server has of them, and what is still to be sent. */
export class MultipartUpload {
  readonly #parts: MultipartParts;
  readonly #request: TransferRequest;
  readonly #key: string;
  readonly #begun: Omit<PartsCheckpoint, 'parts'>;
  readonly #size: number;
  readonly #kinds: SumKinds;
  readonly #partCount: number;
  readonly #stored = new Map<number, KnownPart>();
  /** Bytes of each part that is on its way. */
  readonly #underWay = new Map<number, number>();
  #storedBytes = 0;
  #unwrittenParts = 0;
  #isVerifying = false;
  /** Made once: of ten thousand parts it takes a while. */
  #objectCrc: ObjectCrc | null = null;

  constructor(parts: MultipartParts, request: TransferRequest, key: string, begun: Omit<PartsCheckpoint, 'parts'>) {
    this.#parts = parts;
    this.#request = request;
    this.#key = key;
    this.#begun = begun;
    this.#size = request.source.fingerprint.size;
    this.#kinds = parts.proof.kindsOfParts(begun.proof);
    this.#partCount = partCountOf(this.#size, begun.partBytes);
  }

  /** Takes over the parts that the server lists, as far as they are the file's own. `known` is what we wrote down of them. */
  async take(listed: readonly ListedPart[], known: readonly KnownPart[]): Promise<void> {
    const ours = new Map(known.map((part) => [part.number, part]));
    this.#stored.clear();
    this.#storedBytes = 0;
    for (const part of listed) {
      if (part.number < 1 || part.number > this.#partCount) continue;
      const planned = this.#planned(part.number);
      if (part.sizeBytes !== planned.endByte - planned.startByte) continue;
      const record = ours.get(part.number);
      if (record !== undefined && record.etag !== part.etag) continue;
      const accepted = record ?? (await this.#proven(part, planned));
      if (accepted !== null) this.#store(accepted);
    }
    this.#report();
    await this.#write();
  }

  /** What was written down of an upload that the server does not know any more. */
  recall(known: readonly KnownPart[]): void {
    for (const part of known) if (part.number <= this.#partCount) this.#store(part);
  }

  /** Sends all that is missing. */
  async sendMissing(): Promise<void> {
    const { extraLanes } = this.#parts;
    const missing: number[] = [];
    for (let number = 1; number <= this.#partCount; number++) if (!this.#stored.has(number)) missing.push(number);
    try {
      await inLanes(missing, extraLanes, this.#request.signal, (number, signal) => this.#send(this.#planned(number), signal));
    } finally {
      this.#underWay.clear();
      if (this.#unwrittenParts > 0 && !this.#request.signal.aborted) await this.#write();
    }
    this.#verifying();
  }

  /** In their order; only once all are there. */
  sentParts(): readonly SentPart[] {
    const algorithm = this.#kinds.crc;
    return this.known().map(({ number, etag, sum }) => ({ number, etag, crc: algorithm === null ? null : { algorithm, base64: sum } }));
  }

  /** The ETag of the whole by S3's rule; null where the parts' own are not MD5 sums that agree. */
  expectedEtag(): string | null {
    const known = this.known();
    const isProven = known.length === this.#partCount && known.every(({ etag, sum }) => etag === sum);
    return isProven ? etagOfParts(known.map(({ etag }) => etag)) : null;
  }

  /** The CRC of the whole, where the server compares it; only once all are there. */
  expectedCrc(): ObjectCrc | null {
    const algorithm = this.#kinds.crc;
    if (algorithm === null || this.#stored.size < this.#partCount) return null;
    this.#objectCrc ??= new ObjectCrc(
      algorithm,
      this.known().map(({ number, sum }) => {
        const { startByte, endByte } = this.#planned(number);
        return { base64: sum, lengthBytes: endByte - startByte };
      }),
    );
    return this.#objectCrc;
  }

  async #send(planned: PlannedPart, signal: AbortSignal): Promise<void> {
    const { client, proof } = this.#parts;
    const { source } = this.#request;
    await source.checkUnchanged();
    let announcesMd5 = this.#kinds.md5 && proof.announcesMd5OfParts;
    for (let sending = 1; ; sending += 1) {
      const isAnnounced = announcesMd5 || this.#kinds.crc !== null;
      const { startByte, endByte, number } = planned;
      const prepared: PreparedBody = isAnnounced
        ? await announcedBody(source, startByte, endByte, this.#kinds, signal)
        : summedBody(source, startByte, endByte, this.#kinds);
      const { body, announced } = prepared;
      const onBytesSent = (bytesSent: number): void => this.#sent(number, bytesSent);
      try {
        const stored = await client.sendPart(this.#key, this.#begun.uploadId, number, { body, announced, signal, onBytesSent });
        const sums = prepared.sums();
        const verdict = proof.judge(sums, stored, announcesMd5);
        if (verdict === 'differs') throw new UploadError('checksum-mismatch', { details: { path: source.path } });
        const sum = verdict === 'md5' ? stored.etag : (sums.crc?.base64 ?? '-');
        await this.#keep({ number, etag: stored.etag, sum });
        return;
      } catch (error) {
        const isOtherBytes = error instanceof UploadError && error.code === 'checksum-mismatch';
        if (!isOtherBytes || sending >= mostSendings) throw error;
        // The next time it is told before, so that an ETag which is no MD5 is not taken for a broken line.
        announcesMd5 = this.#kinds.md5;
        this.#sent(number, 0);
      }
    }
  }

  /** A part that we did not write down, as after a kill: it is taken where it proves to be the file's. */
  async #proven(part: ListedPart, planned: PlannedPart): Promise<KnownPart | null> {
    const { source, signal } = this.#request;
    const { number, etag } = part;
    if (!this.#kinds.md5 && this.#kinds.crc === null) return { number, etag, sum: '-' };
    const sums = await sumsOf(source, planned.startByte, planned.endByte, this.#kinds, signal);
    const verdict = this.#parts.proof.judge(sums, part, true);
    if (verdict === 'md5') return { number, etag, sum: etag };
    return sums.crc !== null && verdict === sums.crc.algorithm ? { number, etag, sum: sums.crc.base64 } : null;
  }

  async #keep(part: KnownPart): Promise<void> {
    this.#underWay.delete(part.number);
    this.#store(part);
    this.#unwrittenParts += 1;
    if (this.#unwrittenParts * mostCheckpoints >= this.#partCount) await this.#write();
  }

  #store(part: KnownPart): void {
    const { startByte, endByte } = this.#planned(part.number);
    this.#objectCrc = null;
    this.#stored.set(part.number, part);
    this.#storedBytes += endByte - startByte;
  }

  async #write(): Promise<void> {
    this.#unwrittenParts = 0;
    await this.#request.onCheckpoint(writeS3Checkpoint({ ...this.#begun, parts: this.known() }), this.#storedBytes);
  }

  /** In their order. */
  known(): readonly KnownPart[] {
    return [...this.#stored.values()].sort((one, other) => one.number - other.number);
  }

  #sent(number: number, bytesSent: number): void {
    this.#underWay.set(number, bytesSent);
    this.#report();
  }

  #report(): void {
    let bytes = this.#storedBytes;
    for (const underWay of this.#underWay.values()) bytes += underWay;
    this.#request.onBytesSent(bytes);
    if (bytes === this.#size) this.#verifying();
    else this.#isVerifying = false;
  }

  #verifying(): void {
    if (this.#isVerifying) return;
    this.#isVerifying = true;
    this.#request.onVerifying();
  }

  #planned(number: number): PlannedPart {
    return plannedPart(number, this.#size, this.#begun.partBytes);
  }
}
