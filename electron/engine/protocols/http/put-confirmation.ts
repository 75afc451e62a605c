import { UploadError } from '../../errors/upload-error.ts';
import type { DestinationMemory, Receipt, TransferRequest } from '../protocol.ts';
import type { ClaimedDigests } from '../transport/claimed-digests.ts';
import type { DigestingBody } from '../transport/digesting-body.ts';
import { provenBy, rememberNoProof } from '../transport/stored-proof.ts';
import { lookKey, saysNoSize, saysNothing } from './look-memory.ts';
import type { Found, PutClient } from './put-client.ts';

export interface PutConfirmationParts {
  readonly client: PutClient;
  readonly memory: DestinationMemory;
  /** Universally unique. */
  readonly newId: () => string;
  /** The URL of a name under the destination. */
  readonly urlOf: (relativePath: string) => URL;
}

type Present = Extract<Found, { kind: 'present' }>;

/** Finds out what stands behind a server's "yes": what it says of the content, the content itself where that is asked for, or the size. */
export class PutConfirmation {
  readonly #parts: PutConfirmationParts;
  readonly #request: TransferRequest;
  readonly #size: number;

  constructor(parts: PutConfirmationParts, request: TransferRequest) {
    this.#parts = parts;
    this.#request = request;
    this.#size = request.source.fingerprint.size;
  }

  /** Throws `checksum-mismatch` and `size-mismatch`: what is there is not our file. */
  async confirm(url: URL, claims: ClaimedDigests, body: DigestingBody): Promise<Receipt['verification']> {
    const { memory, client } = this.#parts;
    const { verify, signal, source } = this.#request;
    let proof = provenBy(claims, body, memory, url.host);
    if (proof !== null && proof !== 'doubt') return proof;
    if (memory.read(lookKey) !== null && !verify && proof === null) return 'accepted';
    const found = await client.look(url, signal);
    if (found.kind === 'absent') {
      throw new UploadError('wrong-protocol', { details: { host: url.host, httpStatus: 404, reason: 'nothing-stored' } });
    }
    if (found.kind === 'present' && found.sizeBytes !== this.#size && this.isOddPage(found)) await this.requireAbsence();
    if (found.kind === 'present') proof = provenBy(found.claims, body, memory, url.host) ?? proof;
    if (proof !== null && proof !== 'doubt') return proof;
    if (verify || proof === 'doubt') {
      const agrees = await client.content.isFile(url, source, body.digest('sha256'), signal);
      if (agrees === true) return 'content';
      if (agrees === false || proof === 'doubt')
        throw new UploadError('checksum-mismatch', { details: { host: url.host, reason: 'content' } });
    }
    rememberNoProof(memory);
    if (found.kind === 'unknown' || found.sizeBytes === null) {
      memory.write(lookKey, found.kind === 'unknown' ? saysNothing : saysNoSize);
      return 'accepted';
    }
    if (found.sizeBytes === this.#size) return 'size';
    throw new UploadError('size-mismatch', { details: { host: url.host, expectedBytes: this.#size, actualBytes: found.sizeBytes } });
  }

  /** Of a file of our size that an earlier try left; null: it is not ours after all. */
  async ofEarlier(url: URL): Promise<Receipt['verification'] | null> {
    if (!this.#request.verify) return 'size';
    const agrees = await this.#parts.client.content.isFile(url, this.#request.source, null, this.#request.signal);
    return agrees === null ? 'size' : agrees ? 'content' : null;
  }

  async lookAtName(url: URL): Promise<Found> {
    if (this.#parts.memory.read(lookKey) === saysNothing) return { kind: 'unknown' };
    return await this.#parts.client.look(url, this.#request.signal);
  }

  /** A server that has even what nobody ever sent would make us skip, or rename for ever, what it does not have. */
  async requireAbsence(): Promise<void> {
    const url = this.#parts.urlOf(`gantry-${this.#parts.newId()}`);
    const found = await this.#parts.client.look(url, this.#request.signal);
    if (found.kind === 'present') throw new UploadError('wrong-protocol', { details: { host: url.host, reason: 'has-everything' } });
  }

  isOddPage(found: Present): boolean {
    return found.isPage && this.#request.target.contentType !== 'text/html';
  }
}
