import { Buffer } from 'node:buffer';
import type { ContentCrc, Crc } from './content-crc.ts';
import { JoinedCrc } from './joined-crc.ts';
import { startCrc } from './start-crc.ts';

export interface SummedPart {
  /** Its CRC in base64. */
  readonly base64: string;
  readonly lengthBytes: number;
}

/** The CRC that an object made of parts must have. */
export class ObjectCrc {
  readonly whole: Crc;
  readonly #parts: readonly SummedPart[];

  /** `parts` in their order. */
  constructor(algorithm: ContentCrc, parts: readonly SummedPart[]) {
    const joined = new JoinedCrc(algorithm);
    for (const { base64, lengthBytes } of parts) joined.append(base64, lengthBytes);
    this.whole = { algorithm, base64: joined.base64() };
    this.#parts = parts;
  }

  /** Whether that is what a server says: of the whole, or of its parts' own, then mostly with their number behind it. */
  async agreesWith(told: string): Promise<boolean> {
    if (told === this.whole.base64) return true;
    const ofParts = await startCrc(this.whole.algorithm);
    ofParts.add(Buffer.concat(this.#parts.map(({ base64 }) => Buffer.from(base64, 'base64'))));
    const base64 = ofParts.value().toString('base64');
    return told === base64 || told === `${base64}-${this.#parts.length}`;
  }
}
