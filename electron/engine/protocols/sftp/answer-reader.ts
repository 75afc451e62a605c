import type { Buffer } from 'node:buffer';
import type { RemoteAttributes } from './remote-file.ts';

const hasSize = 0x1;
const hasOwner = 0x2;
const hasMode = 0x4;
const hasTimes = 0x8;
const hasMore = 0x8000_0000;

/** Reads an answer from its beginning to its end. Every method throws `RangeError` where the answer ends before it should. */
export class AnswerReader {
  readonly #bytes: Buffer;
  #offset = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#offset >= this.#bytes.byteLength;
  }

  uint8(): number {
    const value = this.#bytes.readUInt8(this.#offset);
    this.#offset += 1;
    return value;
  }

  uint32(): number {
    const value = this.#bytes.readUInt32BE(this.#offset);
    this.#offset += 4;
    return value;
  }

  /** As a number: no file is that large that it would not fit. */
  uint64(): number {
    const value = this.#bytes.readBigUInt64BE(this.#offset);
    this.#offset += 8;
    return Number(value);
  }

  /** Shares its memory with the answer. */
  bytes(): Buffer {
    const length = this.uint32();
    if (this.#offset + length > this.#bytes.byteLength) throw new RangeError('the answer ends early');
    const value = this.#bytes.subarray(this.#offset, this.#offset + length);
    this.#offset += length;
    return value;
  }

  text(): string {
    return this.bytes().toString('utf8');
  }

  /** draft-ietf-secsh-filexfer-02, §5 */
  attributes(): RemoteAttributes {
    const flags = this.uint32();
    const size = (flags & hasSize) === 0 ? null : this.uint64();
    if ((flags & hasOwner) !== 0) this.#offset += 8;
    const mode = (flags & hasMode) === 0 ? null : this.uint32();
    if ((flags & hasTimes) !== 0) this.#offset += 4;
    const modifiedAt = (flags & hasTimes) === 0 ? null : this.uint32();
    const extensions = (flags & hasMore) === 0 ? 0 : this.uint32();
    for (let index = 0; index < extensions; index++) {
      this.bytes();
      this.bytes();
    }
    return { size, mode, modifiedAt };
  }
}
