import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** The sums of bytes that pass by. */
export interface SumKinds {
  readonly md5: boolean;
  readonly crc32: boolean;
}

/** Takes the sums that are wanted of bytes in their order. */
export class ContentSum {
  readonly #md5;
  readonly #usesCrc32: boolean;
  #crc = 0;

  constructor(kinds: SumKinds) {
    this.#md5 = kinds.md5 ? createHash('md5') : null;
    this.#usesCrc32 = kinds.crc32;
  }

  add(chunk: Buffer): void {
    this.#md5?.update(chunk);
    if (this.#usesCrc32) this.#crc = crc32(chunk, this.#crc);
  }

  /** Ends it: nothing may be added any more. */
  end(): Sums {
    return { md5: this.#md5?.digest('hex') ?? null, crc32: this.#usesCrc32 ? base64OfCrc32(this.#crc) : null };
  }
}

export interface Sums {
  /** Hexadecimal; null when it was not taken. */
  readonly md5: string | null;
  /** Base64 of its four bytes, as S3 writes it; null when it was not taken. */
  readonly crc32: string | null;
}

export function base64OfCrc32(crc: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc >>> 0);
  return bytes.toString('base64');
}

export function crc32OfBase64(text: string): number {
  return Buffer.from(text, 'base64').readUInt32BE();
}

/** The ETag of an object made of parts: the MD5 of their MD5s, and how many there are. null when one of them is none. */
export function etagOfParts(partEtags: readonly string[]): string | null {
  if (!partEtags.every(isMd5)) return null;
  const md5 = createHash('md5')
    .update(Buffer.from(partEtags.join(''), 'hex'))
    .digest('hex');
  return `${md5}-${partEtags.length}`;
}

export function isMd5(etag: string): boolean {
  return /^[\da-f]{32}$/.test(etag);
}
