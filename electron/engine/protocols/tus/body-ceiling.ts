import type { DestinationMemory } from '../protocol.ts';

/** Below this a refusal is about the file and no longer about the request. */
export const smallestPartBytes = 256 * 1024;
const refusedKey = 'maxBodyBytes';
const cutKey = 'maxUncutBodyBytes';
/** From here on a ceiling that came from cut connections is forgotten. */
const noCeilingBytes = 1024 ** 4;

/**
 * How large one request to a host may be. A hop that answered 413 has a fixed limit: half of what it refused is remembered.
 * A hop that cuts long requests may just have had a bad day: that ceiling grows again with every part that passes, up to
 * what was cut since this program began.
 */
export class BodyCeiling {
  readonly #memory: DestinationMemory;
  #smallestCutBytes = Number.POSITIVE_INFINITY;

  constructor(memory: DestinationMemory) {
    this.#memory = memory;
  }

  /** Bytes of the next part, when `restBytes` are left. */
  partFor(restBytes: number): number {
    return Math.min(restBytes, this.#memory.read(refusedKey) ?? restBytes, this.#memory.read(cutKey) ?? restBytes);
  }

  /** 413 for a part of that size. False when it cannot get smaller. */
  refused(partBytes: number): boolean {
    if (partBytes <= smallestPartBytes) return false;
    this.#lower(refusedKey, Math.floor(partBytes / 2));
    return true;
  }

  /** The connection broke again at the same place, after `sentBytes` of a part. */
  cut(partBytes: number, sentBytes: number): void {
    this.#smallestCutBytes = Math.min(this.#smallestCutBytes, partBytes);
    this.#lower(cutKey, Math.floor((sentBytes === 0 ? partBytes : Math.min(partBytes, sentBytes)) / 2));
  }

  /** A part of that size was taken. */
  passed(partBytes: number): void {
    const ceiling = this.#memory.read(cutKey);
    if (ceiling === null || partBytes < ceiling || ceiling >= noCeilingBytes) return;
    if (ceiling * 2 < this.#smallestCutBytes) this.#memory.write(cutKey, ceiling * 2);
  }

  #lower(key: string, bytes: number): void {
    const lowered = Math.max(smallestPartBytes, bytes);
    if (lowered < (this.#memory.read(key) ?? Number.POSITIVE_INFINITY)) this.#memory.write(key, lowered);
  }
}
