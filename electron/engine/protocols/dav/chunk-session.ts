import type { TransferRequest } from '../protocol.ts';
import type { LockPatience } from '../transport/lock-patience.ts';
import { sourceBody } from '../transport/source-body.ts';
import type { ChunkCheckpoint } from './chunk-checkpoint.ts';
import type { DavResult } from './dav-client.ts';
import type { DavTransferParts } from './dav-transfer-parts.ts';
import { davUrl } from './dav-url.ts';
import { fileHeadersOf } from './file-headers.ts';

/**
 * The folder that holds the chunks of one file: Nextcloud's chunked upload, version 2, which servers of version 1 and ownCloud take as well
 * (https://docs.nextcloud.com/server/latest/developer_manual/client_apis/WebDAV/chunking.html). Every request names the file's own place.
 */
export class ChunkSession {
  readonly #parts: DavTransferParts;
  readonly #request: TransferRequest;
  readonly #locks: LockPatience;
  readonly #url: URL;
  readonly #plan: ChunkCheckpoint;
  readonly #size: number;

  constructor(parts: DavTransferParts, request: TransferRequest, locks: LockPatience, uploads: URL, plan: ChunkCheckpoint) {
    this.#parts = parts;
    this.#request = request;
    this.#locks = locks;
    this.#url = new URL(`${plan.session}/`, uploads);
    this.#plan = plan;
    this.#size = request.source.fingerprint.size;
  }

  get count(): number {
    return Math.ceil(this.#size / this.#plan.chunkBytes);
  }

  startOf(number: number): number {
    return (number - 1) * this.#plan.chunkBytes;
  }

  endOf(number: number): number {
    return Math.min(this.#size, number * this.#plan.chunkBytes);
  }

  make(): Promise<DavResult> {
    return this.#locks.unlocked(() => this.#parts.client.makeFolder(this.#url, this.#headers(), this.#request.signal));
  }

  /** The numbers of the chunks that are there with their right size; null: there is no such session, or no longer. */
  async whole(): Promise<ReadonlySet<number> | null> {
    const entries = await this.#locks.unlocked(() => this.#parts.client.entries(this.#url, 1, this.#request.signal));
    if (entries.length === 0) return null;
    const whole = new Set<number>();
    for (const { path, sizeBytes } of entries) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      const number = /^\d{1,5}$/.test(name) ? Number(name) : 0;
      if (number >= 1 && number <= this.count && sizeBytes === this.endOf(number) - this.startOf(number)) whole.add(number);
    }
    return whole;
  }

  send(number: number, onBytesSent: (bytesSent: number) => void): Promise<DavResult> {
    const { source, signal } = this.#request;
    // Padded, since some servers join by name and not by number.
    const url = new URL(String(number).padStart(5, '0'), this.#url);
    const headers = { ...this.#headers(), 'Content-Type': 'application/octet-stream' };
    const body = sourceBody(source, this.startOf(number), this.endOf(number));
    return this.#locks.unlocked(() => this.#parts.client.put(url, { headers, body, signal, onBytesSent }));
  }

  /** Has the server join the chunks into the file. */
  join(relativePath: string, overwrites: boolean): Promise<DavResult> {
    const headers = {
      ...fileHeadersOf(this.#request),
      'OC-Total-Length': String(this.#size),
      Overwrite: overwrites ? 'T' : 'F',
    };
    const to = davUrl(this.#parts.destination, relativePath);
    return this.#locks.unlocked(() => this.#parts.client.move(new URL('.file', this.#url), to, headers, this.#request.signal));
  }

  async remove(): Promise<void> {
    await this.#parts.client.remove(this.#url, this.#request.signal);
  }

  #headers(): Readonly<Record<string, string>> {
    return { Destination: davUrl(this.#parts.destination, this.#plan.relativePath).href, 'OC-Total-Length': String(this.#size) };
  }
}
