import { UploadError } from '../../errors/upload-error.ts';
import type { TransferRequest } from '../protocol.ts';
import type { LockPatience } from '../transport/lock-patience.ts';
import { sourceBody } from '../transport/source-body.ts';
import type { DavResult } from './dav-client.ts';
import type { DavTransferParts } from './dav-transfer-parts.ts';
import { fileHeadersOf } from './file-headers.ts';

/** Bytes of each of the two pieces by which a server proves that it joins them. */
const proofBytes = 16;

/** What the transfer shares with it. */
export interface TemporaryFileHelp {
  readonly locks: LockPatience;
  readonly urlOf: (relativePath: string) => URL;
  readonly onSent: (bytesSent: number) => void;
}

/** The bytes of one file on their way to its temporary name. */
export class TemporaryFile {
  readonly #parts: DavTransferParts;
  readonly #request: TransferRequest;
  readonly #size: number;
  readonly #help: TemporaryFileHelp;

  constructor(parts: DavTransferParts, request: TransferRequest, help: TemporaryFileHelp) {
    this.#parts = parts;
    this.#request = request;
    this.#size = request.source.fingerprint.size;
    this.#help = help;
  }

  /** Sends the bytes from `startByte` on, and says what the server answered; throws `rejected` and the like for what it did not take. */
  async send(temporaryPath: string, startByte: number): Promise<DavResult> {
    const { source, signal } = this.#request;
    const { folders, partialPuts } = this.#parts;
    await folders.above(temporaryPath, signal);
    let from = startByte;
    const inPieces = from > 0 || (await partialPuts.canResume(this.#size, () => this.#proveJoining(temporaryPath), signal));
    if (inPieces && from === 0) {
      // Apache keeps what a cut request brought only of a file that was there before it.
      from = (await this.#hasProof(temporaryPath)) ? 2 * proofBytes : proofBytes;
      const begun: DavResult = from > proofBytes ? { kind: 'done' } : await this.#put(temporaryPath, 0, proofBytes, true);
      if (begun.kind !== 'done') return this.#unlessMissing(begun);
    }
    if (this.#size === 0) await source.checkUnchanged();
    const result = await this.#put(temporaryPath, from, this.#size, inPieces);
    return this.#unlessMissing(result);
  }

  #unlessMissing(result: DavResult): DavResult {
    if (result.kind === 'missing') throw result.error;
    if (result.kind === 'taken') throw new UploadError('rejected', { details: { host: this.#parts.destination.host, httpStatus: 412 } });
    return result;
  }

  async #put(temporaryPath: string, startByte: number, endByte: number, inPieces: boolean): Promise<DavResult> {
    const { source, signal } = this.#request;
    const headers = {
      ...fileHeadersOf(this.#request),
      ...(inPieces ? { 'Content-Range': `bytes ${startByte}-${endByte - 1}/${this.#size}` } : {}),
    };
    let sentBytes = 0;
    const put = (): Promise<DavResult> =>
      this.#help.locks.unlocked(() =>
        this.#parts.client.put(this.#help.urlOf(temporaryPath), {
          headers,
          body: sourceBody(source, startByte, endByte),
          signal,
          onBytesSent: (bytesSent) => {
            sentBytes = bytesSent;
            this.#help.onSent(startByte + bytesSent);
          },
        }),
      );
    try {
      const result = await put();
      if (result.kind !== 'missing') return result;
      await this.#parts.folders.again(temporaryPath, signal);
      return await put();
    } catch (error) {
      if (sentBytes < endByte - startByte) this.#parts.settledPaths.add(temporaryPath);
      throw error;
    }
  }

  /** Sends the file's first bytes in two pieces, and looks whether the second was put behind the first. */
  async #proveJoining(temporaryPath: string): Promise<boolean> {
    for (const startByte of [0, proofBytes]) {
      const result = await this.#put(temporaryPath, startByte, startByte + proofBytes, true);
      if (result.kind !== 'done') return false;
    }
    const url = this.#help.urlOf(temporaryPath);
    const { source, signal } = this.#request;
    const found = await this.#parts.client.look(this.#help.urlOf(temporaryPath), this.#request.signal);
    const isJoined =
      found.kind === 'present' &&
      found.sizeBytes === 2 * proofBytes &&
      (await this.#parts.client.content.endsAsFile(url, 2 * proofBytes, source, signal)) === true;
    if (!isJoined) await this.remove(temporaryPath);
    return isJoined;
  }

  async #hasProof(temporaryPath: string): Promise<boolean> {
    const found = await this.#parts.client.look(this.#help.urlOf(temporaryPath), this.#request.signal);
    return found.kind === 'present' && found.sizeBytes === 2 * proofBytes;
  }

  /** What cannot be removed stays and does no harm: nobody takes it for a file. False: nothing was there. */
  async remove(temporaryPath: string): Promise<boolean> {
    try {
      return await this.#parts.client.remove(this.#help.urlOf(temporaryPath), this.#request.signal);
    } catch (error) {
      if (!(error instanceof UploadError) || error.failureClass !== 'permanent') throw error;
      this.#parts.log.write('warn', 'dav-temporary-file-not-removed', { error });
      return true;
    }
  }
}
