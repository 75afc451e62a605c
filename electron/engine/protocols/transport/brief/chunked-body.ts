import type { Buffer } from 'node:buffer';
import { BrokenAnswer } from './broken-answer.ts';

/** Of one line: the size of a chunk and what is said about it. */
const mostLineBytes = 4 * 1024;
/** Of all lines after the last chunk. */
const mostTrailerBytes = 16 * 1024;
const lineFeed = 0x0a;

type Place = 'size' | 'data' | 'after-data' | 'trailers' | 'end';

/** A body in chunks (RFC 9112 §7.1), as it comes. What follows the last chunk is read past; it means nothing to us. */
export class ChunkedBody {
  readonly #take: (bytes: Buffer) => void;
  #place: Place = 'size';
  #line = '';
  #leftBytes = 0;
  #trailerBytes = 0;

  /** `take` is given the bytes of the body, and has to copy what it keeps. */
  constructor(take: (bytes: Buffer) => void) {
    this.#take = take;
  }

  get isWhole(): boolean {
    return this.#place === 'end';
  }

  /** Reads from `start` on; answers where it stopped, which is before the end of `bytes` only once the body is whole. Throws `BrokenAnswer`. */
  read(bytes: Buffer, start: number): number {
    let at = start;
    while (at < bytes.length && this.#place !== 'end') {
      if (this.#place === 'data') {
        const end = Math.min(bytes.length, at + this.#leftBytes);
        this.#take(bytes.subarray(at, end));
        this.#leftBytes -= end - at;
        if (this.#leftBytes === 0) this.#place = 'after-data';
        at = end;
      } else {
        at = this.#readLine(bytes, at);
      }
    }
    return at;
  }

  #readLine(bytes: Buffer, start: number): number {
    const feed = bytes.indexOf(lineFeed, start);
    const end = feed === -1 ? bytes.length : feed + 1;
    // Nothing but its own end may follow a chunk.
    const most = this.#place === 'after-data' ? 2 : mostLineBytes;
    if (this.#line.length + end - start > most) throw new BrokenAnswer('HPE_INVALID_CHUNK_SIZE');
    this.#line += bytes.toString('latin1', start, end);
    if (feed === -1) return end;
    if (!/^[\t\x20-\x7e\x80-\xff]*\r\n$/.test(this.#line)) throw new BrokenAnswer('HPE_INVALID_CHUNK_SIZE');
    const line = this.#line.slice(0, -2);
    this.#line = '';
    if (this.#place === 'size') this.#beginChunk(line);
    else if (this.#place === 'trailers') this.#passTrailer(line);
    else this.#place = 'size';
    return end;
  }

  #beginChunk(line: string): void {
    // Thirteen digits are more than any file has bytes, and still a whole number.
    const size = /^0*([\da-f]{1,13})(?:;.*)?$/i.exec(line)?.[1];
    if (size === undefined) throw new BrokenAnswer('HPE_INVALID_CHUNK_SIZE');
    this.#leftBytes = Number.parseInt(size, 16);
    this.#place = this.#leftBytes === 0 ? 'trailers' : 'data';
  }

  #passTrailer(line: string): void {
    if (line === '') {
      this.#place = 'end';
      return;
    }
    this.#trailerBytes += line.length;
    if (this.#trailerBytes > mostTrailerBytes) throw new BrokenAnswer('HPE_HEADER_OVERFLOW');
    if (!/^[!#$%&'*+\-.^_`|~\dA-Za-z]+:/.test(line)) throw new BrokenAnswer('HPE_INVALID_HEADER_TOKEN');
  }
}
