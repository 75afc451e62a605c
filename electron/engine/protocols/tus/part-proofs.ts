import type { Verification } from '../../../../shared/upload.ts';
import type { UploadError } from '../../errors/upload-error.ts';
import type { TransferRequest } from '../protocol.ts';
import { sourceBody } from '../transport/source-body.ts';
import type { TusChecksum } from './part-checksum.ts';
import { checkedPart, rangeDigest } from './part-checksum.ts';
import type { AskResult, TusSend } from './tus-client.ts';
import type { TusProof } from './tus-proof.ts';

/** Large enough that a question between two parts costs little, small enough that one that arrived wrong is soon sent again. */
const checkedPartBytes = 64 * 1024 * 1024;
/** The same bytes may break on the way once more, but not for ever. */
const mostCorruptInARow = 3;

/** What the server has compared with our checksums, of one upload. */
export class PartProofs {
  readonly #request: TransferRequest;
  #proof: TusProof | null = null;
  #corruptInARow = 0;

  constructor(request: TransferRequest) {
    this.#request = request;
  }

  get proof(): TusProof | null {
    return this.#proof;
  }

  /** From where on a server of ours is asked for the digest of what it has. */
  get digestFrom(): number | null {
    return this.#proof?.algorithm === 'crc32' ? this.#proof.provenBytes : null;
  }

  begin(algorithm: TusChecksum | null): void {
    this.#proof = algorithm === null ? null : { algorithm, provenBytes: 0 };
  }

  goOn(proof: TusProof | null): void {
    this.#proof = proof;
  }

  /** How many bytes to send at most in one request. */
  mostBytes(wantedBytes: number): number {
    return this.#proof === null ? wantedBytes : Math.min(wantedBytes, checkedPartBytes);
  }

  async partOf(startByte: number, endByte: number): Promise<Pick<TusSend, 'body' | 'checksum'>> {
    const { source, signal } = this.#request;
    if (this.#proof === null) return { body: sourceBody(source, startByte, endByte) };
    return await checkedPart(source, startByte, endByte, this.#proof.algorithm, signal);
  }

  /** A part arrived whole, and so was compared. One that does not begin where the proof ends leaves a gap. */
  taken(startByte: number, endByte: number): void {
    this.#corruptInARow = 0;
    if (this.#proof !== null && startByte === this.#proof.provenBytes) this.#proof = { ...this.#proof, provenBytes: endByte };
  }

  /** A part was thrown away: it goes out again, unless that happened too often. Then it throws that error. */
  corrupt(error: UploadError): void {
    this.#corruptInARow += 1;
    if (this.#corruptInARow >= mostCorruptInARow) throw error;
  }

  /**
   * Takes over what the server says of bytes that were compared with nothing, as of a part that broke off: a server of ours tells their CRC-32,
   * `crc32 <base64> <from>-<to>`. False: what it has is not the file's.
   */
  async settle({ state: { offset }, digest }: Extract<AskResult, { kind: 'known' }>): Promise<boolean> {
    const { source, signal } = this.#request;
    if (this.#proof === null) return true;
    const { provenBytes } = this.#proof;
    if (offset > provenBytes) {
      const [, theirs, range] = /^crc32 ([A-Za-z\d+/]{6}==) (\d+-\d+)$/.exec(digest ?? '') ?? [];
      if (range !== `${provenBytes}-${offset}`) {
        this.#proof = null;
        return true;
      }
      if (theirs !== (await rangeDigest(source, provenBytes, offset, 'crc32', signal))) return false;
    }
    // It may also have lost some of what it had compared.
    this.#proof = { ...this.#proof, provenBytes: offset };
    return true;
  }

  /** What stands behind a whole upload. */
  verification(sizeBytes: number): Verification {
    const { algorithm, provenBytes } = this.#proof ?? {};
    return algorithm !== undefined && sizeBytes > 0 && provenBytes === sizeBytes ? algorithm : 'size';
  }
}
