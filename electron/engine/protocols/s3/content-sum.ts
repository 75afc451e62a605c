import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { ContentCrc, Crc } from './content-crc.ts';
import type { RunningCrc } from './start-crc.ts';
import { startCrc } from './start-crc.ts';

/** The sums of bytes that pass by. */
export interface SumKinds {
  readonly md5: boolean;
  readonly crc: ContentCrc | null;
}

export interface Sums {
  /** Hexadecimal; null when it was not taken. */
  readonly md5: string | null;
  /** null when it was not taken. */
  readonly crc: Crc | null;
}

export const noSums: Sums = { md5: null, crc: null };

/** Takes the sums that are wanted of bytes in their order. */
export class ContentSum {
  readonly #md5;
  readonly #crc: { readonly algorithm: ContentCrc; readonly running: RunningCrc } | null;

  static async start({ md5, crc }: SumKinds): Promise<ContentSum> {
    return new ContentSum(md5, crc === null ? null : { algorithm: crc, running: await startCrc(crc) });
  }

  private constructor(usesMd5: boolean, crc: { readonly algorithm: ContentCrc; readonly running: RunningCrc } | null) {
    this.#md5 = usesMd5 ? createHash('md5') : null;
    this.#crc = crc;
  }

  add(chunk: Buffer): void {
    this.#md5?.update(chunk);
    this.#crc?.running.add(chunk);
  }

  /** Ends it: nothing may be added any more. */
  end(): Sums {
    const crc = this.#crc && { algorithm: this.#crc.algorithm, base64: this.#crc.running.value().toString('base64') };
    return { md5: this.#md5?.digest('hex') ?? null, crc };
  }
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
