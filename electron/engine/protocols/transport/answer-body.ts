import { Buffer } from 'node:buffer';

/** How much of an answer's body is read beyond what is kept, before the connection is given up. */
const mostUnkeptBytes = 1024 * 1024;

/** The body of an answer as it comes: the first of it is kept, or all of it is given to `onChunk` and none kept. */
export class AnswerBody {
  readonly #kept: Buffer[] = [];
  readonly #mostKeptBytes: number;
  readonly #onChunk: ((chunk: Buffer) => boolean) | null;
  #readBytes = 0;

  constructor(mostKeptBytes: number, onChunk: ((chunk: Buffer) => boolean) | null) {
    this.#mostKeptBytes = mostKeptBytes;
    this.#onChunk = onChunk;
  }

  /** False: the rest is not wanted. */
  take(chunk: Buffer): boolean {
    if (this.#onChunk !== null) return this.#onChunk(chunk);
    if (this.#readBytes < this.#mostKeptBytes) this.#kept.push(chunk.subarray(0, this.#mostKeptBytes - this.#readBytes));
    this.#readBytes += chunk.byteLength;
    return this.#readBytes <= this.#mostKeptBytes + mostUnkeptBytes;
  }

  bytes(): Buffer {
    return Buffer.concat(this.#kept);
  }
}
