import { numberedPath } from '../../../../shared/numbered-path.ts';
import { UploadError } from '../../errors/upload-error.ts';
import type { Receipt, TransferRequest } from '../protocol.ts';
import { LockPatience } from '../transport/lock-patience.ts';
import { mayBeName, mostNames } from '../transport/may-be-name.ts';
import { sourceBody } from '../transport/source-body.ts';
import { compareStored } from './compare-stored.ts';
import { readDavCheckpoint, writeDavCheckpoint } from './dav-checkpoint.ts';
import type { DavFound, DavResult } from './dav-client.ts';
import type { DavTransferParts } from './dav-transfer-parts.ts';
import { davUrl } from './dav-url.ts';
import { fileHeadersOf } from './file-headers.ts';

const mostReplacingLooks = 3;

/**
 * One file by PUT under its own name, where a server does not move: on the condition that nothing has that name (RFC 9110 §13.1.2), or that it
 * is still what was seen there. A server that stores what breaks off has then lost what it replaces, which a MOVE would not.
 */
export class PlainTransfer {
  readonly #parts: DavTransferParts;
  readonly #request: TransferRequest;
  readonly #size: number;
  readonly #locks: LockPatience;

  constructor(parts: DavTransferParts, request: TransferRequest) {
    this.#parts = parts;
    this.#request = request;
    this.#size = request.source.fingerprint.size;
    this.#locks = new LockPatience(parts.clock, request.signal);
  }

  async run(): Promise<Receipt> {
    const { checkpoint, target, source } = this.#request;
    const earlier = readDavCheckpoint(checkpoint);
    if (earlier?.way === 'plain' && mayBeName(earlier.relativePath, target.relativePath)) {
      await source.checkUnchanged();
      const receipt = await this.#goOn(earlier.relativePath);
      if (receipt !== null) return receipt;
    }
    return target.conflict === 'overwrite' ? await this.#replace() : await this.#sendToFreeName();
  }

  /** The name was free when an earlier try chose it: what is there now is that try, or somebody else's. */
  async #goOn(relativePath: string): Promise<Receipt | null> {
    const { source, signal } = this.#request;
    const found = await this.#look(relativePath);
    if (found.kind !== 'present' || found.sizeBytes === null) return null;
    const isOurs = await this.#parts.client.content.endsAsFile(this.#urlOf(relativePath), found.sizeBytes, source, signal);
    if (found.sizeBytes === this.#size && isOurs !== false) {
      this.#request.onBytesSent(this.#size);
      this.#request.onVerifying();
      return await this.#stored(relativePath);
    }
    return isOurs === true ? await this.#send(relativePath, found) : null;
  }

  async #sendToFreeName(): Promise<Receipt> {
    const { target } = this.#request;
    const { names } = this.#parts;
    for (let number = 1; number <= mostNames; number += 1) {
      const relativePath = numberedPath(target.relativePath, number);
      const send = async (): Promise<Receipt | null> => {
        const found = await this.#look(relativePath);
        return found.kind === 'present' ? null : await this.#send(relativePath, { kind: 'absent' });
      };
      const receipt = await names.claim(relativePath, send);
      if (receipt !== null) return receipt;
      if (target.conflict === 'skip') return { result: 'skipped', verification: 'accepted', location: this.#urlOf(relativePath).href };
    }
    throw new UploadError('already-exists', { details: { path: target.relativePath } });
  }

  async #replace(): Promise<Receipt> {
    const { target, twins = [], signal } = this.#request;
    const { relativePath } = target;
    if (await this.#parts.names.isTakenByTwin(relativePath, twins, signal)) return await this.#sendToFreeName();
    for (let look = 0; look < mostReplacingLooks; look += 1) {
      const receipt = await this.#send(relativePath, await this.#look(relativePath));
      if (receipt !== null) return receipt;
    }
    throw new UploadError('already-exists', { details: { path: relativePath } });
  }

  /** Null when what is there is not `found` any more. */
  async #send(relativePath: string, found: DavFound): Promise<Receipt | null> {
    const { source, signal } = this.#request;
    const { client, folders } = this.#parts;
    await folders.above(relativePath, signal);
    if (found.kind === 'absent') await this.#request.onCheckpoint(writeDavCheckpoint({ way: 'plain', relativePath }), 0);
    if (this.#size === 0) await source.checkUnchanged();
    const url = this.#urlOf(relativePath);
    const put = (): Promise<DavResult> =>
      this.#locks.unlocked(() =>
        client.put(url, {
          headers: { ...fileHeadersOf(this.#request), ...conditionOf(found) },
          body: sourceBody(source, 0, this.#size),
          signal,
          onBytesSent: (bytesSent) => {
            this.#request.onBytesSent(bytesSent);
            if (bytesSent === this.#size) this.#request.onVerifying();
          },
        }),
      );
    let result = await put();
    if (result.kind === 'missing') {
      await folders.again(relativePath, signal);
      result = await put();
    }
    if (result.kind === 'taken') {
      this.#request.onBytesSent(0);
      return null;
    }
    if (result.kind !== 'done') throw result.error;
    this.#request.onStored?.();
    return await this.#stored(relativePath);
  }

  #look(relativePath: string): Promise<DavFound> {
    return this.#parts.client.look(this.#urlOf(relativePath), this.#request.signal);
  }

  async #stored(relativePath: string): Promise<Receipt> {
    const { client, destination, names } = this.#parts;
    const url = this.#urlOf(relativePath);
    const { verification } = await compareStored(client, url, destination, this.#request);
    names.stored(relativePath);
    return { result: 'stored', verification, location: url.href, storedAs: relativePath };
  }

  #urlOf(relativePath: string): URL {
    return davUrl(this.#parts.destination, relativePath);
  }
}

function conditionOf(found: DavFound): Readonly<Record<string, string>> {
  if (found.kind === 'absent') return { 'If-None-Match': '*' };
  return found.kind === 'present' && found.etag !== null ? { 'If-Match': found.etag } : {};
}
