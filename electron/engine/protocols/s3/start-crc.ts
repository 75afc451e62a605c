import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import type { ContentCrc } from './content-crc.ts';

/** The CRC of bytes in their order. */
export interface RunningCrc {
  add(chunk: Uint8Array): void;
  /** Its four or eight bytes, the highest first. */
  value(): Buffer;
}

/** As the library wants them: reflected. */
const crc32cPolynomial = 0x82f63b78;
const crc64nvmePolynomial = '9a6c9329ac4bc9b5';

type Start = () => RunningCrc;
const started = new Map<ContentCrc, Promise<Start>>();

/** Begins a CRC. The library is loaded with the first one: most destinations never need it. */
export async function startCrc(algorithm: ContentCrc): Promise<RunningCrc> {
  const known = started.get(algorithm) ?? loaded(algorithm);
  started.set(algorithm, known);
  try {
    return (await known)();
  } catch (error) {
    started.delete(algorithm);
    throw error;
  }
}

async function loaded(algorithm: ContentCrc): Promise<Start> {
  if (algorithm === 'crc32') return () => new NativeCrc32();
  const { createCRC32, createCRC64 } = await import('hash-wasm');
  const hasher = await (algorithm === 'crc32c' ? createCRC32(crc32cPolynomial) : createCRC64(crc64nvmePolynomial));
  const empty = hasher.init().save();
  return () => {
    // One hasher for all that are under way: what differs is a few bytes, and each would have a memory of its own.
    let state = empty;
    return {
      add: (chunk) => {
        state = hasher.load(state).update(chunk).save();
      },
      value: () => Buffer.from(hasher.load(state).digest('binary')),
    };
  };
}

class NativeCrc32 implements RunningCrc {
  #crc = 0;

  add(chunk: Uint8Array): void {
    this.#crc = crc32(chunk, this.#crc);
  }

  value(): Buffer {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(this.#crc);
    return bytes;
  }
}
