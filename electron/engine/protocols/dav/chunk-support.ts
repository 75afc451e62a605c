import { untilAborted } from '../../source/until-aborted.ts';
import type { DestinationMemory } from '../protocol.ts';
import { isSuccess } from '../transport/http-answer.ts';
import type { DavClient } from './dav-client.ts';

const memoryKey = 'chunks';
const sizeKey = 'maxChunkBytes';
const yes = 1;
const no = 2;
const mebibyte = 1024 * 1024;
/** Nextcloud's own limits for a chunk that is not the last, and for their number. */
const smallestChunkBytes = 5 * mebibyte;
const mostChunks = 10_000;
const usualChunkBytes = 32 * mebibyte;

/** Where Nextcloud and ownCloud keep what arrives in chunks, by the address of a person's files; null for any other address. */
export function uploadsUrlOf(destination: URL): URL | null {
  const match = /^(.*\/remote\.php\/dav\/)files\/([^/]+)\//.exec(destination.pathname);
  return match === null ? null : new URL(`${destination.origin}${match[1]}uploads/${match[2]}/`);
}

/** Whether a destination takes files in chunks and keeps them for a day; asked once, remembered for the host. */
export class ChunkSupport {
  readonly #client: DavClient;
  readonly #destination: URL;
  readonly #memory: DestinationMemory;
  readonly #closing: AbortSignal;
  #asking: Promise<boolean> | null = null;

  constructor(parts: { client: DavClient; destination: URL; memory: DestinationMemory; closing: AbortSignal }) {
    this.#client = parts.client;
    this.#destination = parts.destination;
    this.#memory = parts.memory;
    this.#closing = parts.closing;
  }

  get isKnown(): boolean {
    return this.#memory.read(memoryKey) === yes && uploadsUrlOf(this.#destination) !== null;
  }

  /** Bytes of every chunk but the last of a file of that size; a multiple of a mebibyte. */
  chunkBytesFor(sizeBytes: number): number {
    const needed = Math.ceil(sizeBytes / mostChunks / mebibyte) * mebibyte;
    return Math.max(needed, Math.min(usualChunkBytes, this.#memory.read(sizeKey) ?? usualChunkBytes));
  }

  /** A chunk of that size was refused as too large; false when it cannot be smaller. */
  refused(chunkBytes: number): boolean {
    if (chunkBytes <= smallestChunkBytes) return false;
    this.#memory.write(sizeKey, Math.max(smallestChunkBytes, Math.floor(chunkBytes / 2 / mebibyte) * mebibyte));
    return true;
  }

  /** Smaller files go in one piece. */
  isWorthIt(sizeBytes: number): boolean {
    return sizeBytes > this.chunkBytesFor(sizeBytes);
  }

  /** Asks the server where it is not known; throws what it answers in trouble. */
  async isThere(signal: AbortSignal): Promise<boolean> {
    if (uploadsUrlOf(this.#destination) === null) return false;
    const known = this.#memory.read(memoryKey);
    if (known !== null) return known === yes;
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null;
    });
    return await untilAborted(this.#asking, signal);
  }

  /** Both say it in their capabilities (`dav.chunking`), which want this header. */
  async #ask(): Promise<boolean> {
    const [base] = this.#destination.pathname.split('remote.php/dav/');
    const url = new URL(`${this.#destination.origin}${base}ocs/v1.php/cloud/capabilities?format=json`);
    const answer = await this.#client.other('GET', url, { 'OCS-APIRequest': 'true' }, this.#closing);
    if (answer.status >= 500 || answer.status === 401 || answer.status === 429) throw this.#client.errorOf(answer);
    const isThere = isSuccess(answer) && announcesChunks(answer.body.toString('utf8'));
    this.#memory.write(memoryKey, isThere ? yes : no);
    return isThere;
  }
}

/** The answer may be longer than what is kept of it, so it is looked through and not parsed where it is no whole JSON. */
function announcesChunks(body: string): boolean {
  return /"dav"\s*:\s*\{[^{}]*"chunking"\s*:\s*"\d/.test(body);
}
