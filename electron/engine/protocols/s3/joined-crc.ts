import { Buffer } from 'node:buffer';
import type { ContentCrc } from './content-crc.ts';

/** Bits as the CRC has them: reflected, so that the lowest bit of `low` stands for the highest power. */
interface Bits {
  readonly high: number;
  readonly low: number;
}

const shapes: Readonly<Record<ContentCrc, { readonly widthBits: 32 | 64; readonly polynomial: Bits }>> = {
  crc64nvme: { widthBits: 64, polynomial: { high: 0x9a6c9329, low: 0xac4bc9b5 } },
  crc32c: { widthBits: 32, polynomial: { high: 0, low: 0x82f63b78 } },
  crc32: { widthBits: 32, polynomial: { high: 0, low: 0xedb88320 } },
};

/**
 * The CRC of bytes one piece after the other, from those of the pieces. To append n bytes is to multiply by x to the power of 8 n modulo the
 * polynomial, over GF(2) (as in zlib's `crc32_combine`).
 */
export class JoinedCrc {
  readonly #algorithm: ContentCrc;
  #bits: Bits = { high: 0, low: 0 };
  /** Pieces are nearly all of one length. */
  #shift = { lengthBytes: 0, by: { high: 0, low: 0 } as Bits };

  constructor(algorithm: ContentCrc) {
    this.#algorithm = algorithm;
  }

  append(base64: string, lengthBytes: number): void {
    const { high, low } = bitsOf(Buffer.from(base64, 'base64'));
    if (this.#shift.lengthBytes !== lengthBytes) this.#shift = { lengthBytes, by: powerOfBytes(this.#algorithm, lengthBytes) };
    const moved = lengthBytes === 0 ? this.#bits : product(this.#algorithm, this.#bits, this.#shift.by);
    this.#bits = { high: moved.high ^ high, low: moved.low ^ low };
  }

  base64(): string {
    const bytes = Buffer.alloc(8);
    bytes.writeUInt32BE(this.#bits.high >>> 0, 0);
    bytes.writeUInt32BE(this.#bits.low >>> 0, 4);
    return bytes.subarray(8 - shapes[this.#algorithm].widthBits / 8).toString('base64');
  }
}

function bitsOf(crc: Buffer): Bits {
  const bytes = Buffer.concat([Buffer.alloc(8), crc]).subarray(-8);
  return { high: bytes.readUInt32BE(0), low: bytes.readUInt32BE(4) };
}

/** x to the power of eight times so many. */
function powerOfBytes(algorithm: ContentCrc, bytes: number): Bits {
  let power = oneOf(algorithm, 8);
  let result = oneOf(algorithm, 0);
  for (let rest = bytes; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = product(algorithm, result, power);
    power = product(algorithm, power, power);
  }
  return result;
}

/** x to a power below the width. */
function oneOf(algorithm: ContentCrc, exponent: number): Bits {
  const bit = shapes[algorithm].widthBits - 1 - exponent;
  return bit < 32 ? { high: 0, low: 1 << bit } : { high: 1 << (bit - 32), low: 0 };
}

function product(algorithm: ContentCrc, one: Bits, other: Bits): Bits {
  const { widthBits, polynomial } = shapes[algorithm];
  let { high, low } = other;
  let sumHigh = 0;
  let sumLow = 0;
  for (let bit = widthBits - 1; bit >= 0; bit -= 1) {
    const isSet = bit < 32 ? one.low & (1 << bit) : one.high & (1 << (bit - 32));
    if (isSet !== 0) {
      sumHigh ^= high;
      sumLow ^= low;
    }
    // Times x: the lowest bit overflows, and is taken modulo the polynomial.
    const overflows = low & 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (overflows !== 0) {
      high ^= polynomial.high;
      low ^= polynomial.low;
    }
  }
  return { high: sumHigh, low: sumLow };
}
