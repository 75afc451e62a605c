import type { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import type { ReadPrefix } from './upload-source.ts';

/** The sum of a file's beginning, kept while it is read from front to back; parts that are read again count once. */
export class PrefixSum {
  #bytes: number;
  #crc: number;
  #isBroken = false;

  constructor(start: ReadPrefix | null) {
    this.#bytes = start?.bytes ?? 0;
    this.#crc = start?.crc ?? 0;
  }

  note(startByte: number, chunk: Buffer): void {
    // What lies before was read by another process, and nobody knows its sum.
    if (startByte > this.#bytes) this.#isBroken = true;
    const fresh = chunk.subarray(Math.min(chunk.byteLength, this.#bytes - startByte));
    if (this.#isBroken || fresh.byteLength === 0) return;
    this.#crc = crc32(fresh, this.#crc);
    this.#bytes += fresh.byteLength;
  }

  /** null when a part of the beginning was not seen. */
  prefix(): ReadPrefix | null {
    return this.#isBroken ? null : { bytes: this.#bytes, crc: this.#crc };
  }
}
