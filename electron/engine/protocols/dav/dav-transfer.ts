import { UploadError } from '../../errors/upload-error.ts';
import type { Receipt, TransferRequest } from '../protocol.ts';
import { LockPatience } from '../transport/lock-patience.ts';
import { sourceBody } from '../transport/source-body.ts';
import { compareStored } from './compare-stored.ts';
import type { MoveCheckpoint } from './dav-checkpoint.ts';
import { readDavCheckpoint, writeDavCheckpoint } from './dav-checkpoint.ts';
import type { DavResult } from './dav-client.ts';
import { davNumberedPath } from './dav-numbered-path.ts';
import type { DavTransferParts } from './dav-transfer-parts.ts';
import { davUrl, folderOf } from './dav-url.ts';
import { fileHeadersOf } from './file-headers.ts';
import { PlainTransfer } from './plain-transfer.ts';
import { sameEnding } from './same-ending.ts';
import { temporaryPathOf } from './temporary-path.ts';

const mostNames = 1_000;
/** Larger files get a checkpoint of their own before the MOVE: only of smaller ones does their ending tell whether they arrived. */
const comparedWholeBytes = 32 * 1024;
/** Bytes of each of the two pieces by which a server proves that it joins them. */
const proofBytes = 16;
/** This server moves nothing. */
const movesNothingKey = 'movesNothing';

/** One file by WebDAV: PUT under a temporary name, its size compared, then MOVE into place, which is all or nothing. */
export class DavTransfer {
  readonly #parts: DavTransferParts;
  readonly #request: TransferRequest;
  readonly #size: number;
  readonly #locks: LockPatience;
  #verification: Receipt['verification'] = 'size';
  #isVerifying = false;

  constructor(parts: DavTransferParts, request: TransferRequest) {
    this.#parts = parts;
    this.#request = request;
    this.#size = request.source.fingerprint.size;
    this.#locks = new LockPatience(parts.clock, request.signal);
  }

  async run(): Promise<Receipt> {
    const { checkpoint, target, source, signal } = this.#request;
    const earlier = readDavCheckpoint(checkpoint);
    if (earlier?.way === 'plain' || this.#parts.memory.read(movesNothingKey) !== null) return await this.#plain();
    if (earlier !== null && folderOf(earlier.temporaryPath) === folderOf(target.relativePath)) {
      await source.checkUnchanged();
      const receipt = await this.#goOn(earlier);
      if (receipt !== null) return receipt;
    }
    if (target.conflict === 'skip' && (await this.#look(target.relativePath)).kind === 'present') return this.#skipped();
    signal.throwIfAborted();
    const temporaryPath = temporaryPathOf(target.relativePath, this.#parts.newId());
    await this.#keep({ way: 'move', temporaryPath, movingTo: null }, 0);
    return await this.#sendAndPlace(temporaryPath, 0);
  }

  /** What became of an earlier try; null when the file has to be sent from its beginning. */
  async #goOn(earlier: MoveCheckpoint): Promise<Receipt | null> {
    const { temporaryPath } = earlier;
    const found = await this.#look(temporaryPath);
    if (found.kind === 'absent') return await this.#placedAlready(earlier);
    const bytes = found.kind === 'present' ? (found.sizeBytes ?? 0) : 0;
    if (bytes === this.#size && found.kind === 'present') {
      this.#sent(this.#size);
      if (this.#request.verify) await this.#compare(temporaryPath);
      return await this.#place(temporaryPath);
    }
    if (this.#parts.partialPuts.areProven && bytes > 0 && bytes < this.#size) {
      this.#request.onBytesSent(bytes);
      await this.#keep(earlier, bytes);
      return await this.#sendAndPlace(temporaryPath, bytes);
    }
    await this.#removeQuietly(temporaryPath);
    return null;
  }

  /** Nothing has the temporary name: never stored, or moved into place by a try whose answer was lost. */
  async #placedAlready(earlier: MoveCheckpoint): Promise<Receipt | null> {
    const { target, source, signal } = this.#request;
    const names = target.conflict === 'rename' ? mostNames : 1;
    for (let number = 1; number <= names; number += 1) {
      const relativePath = davNumberedPath(target.relativePath, number);
      const found = await this.#look(relativePath);
      if (found.kind !== 'present') return null;
      if (found.sizeBytes !== this.#size) continue;
      const wasMovedHere = earlier.movingTo === relativePath;
      const { client } = this.#parts;
      const url = this.#urlOf(relativePath);
      const isSame = await sameEnding(client, url, this.#size, source, signal);
      if (isSame !== true && !(wasMovedHere && isSame === null)) continue;
      if (!wasMovedHere && this.#size > comparedWholeBytes) continue;
      this.#sent(this.#size);
      if (this.#request.verify) this.#verification = await compareStored(client, url, this.#parts.destination, this.#request);
      return this.#stored(relativePath);
    }
    return null;
  }

  async #sendAndPlace(temporaryPath: string, startByte: number): Promise<Receipt> {
    const result = await this.#send(temporaryPath, startByte);
    if (result.kind === 'refused') return await this.#plain(result.error, temporaryPath);
    await this.#compare(temporaryPath);
    return await this.#place(temporaryPath);
  }

  async #send(temporaryPath: string, startByte: number): Promise<DavResult> {
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
    const put = (): Promise<DavResult> =>
      this.#locks.unlocked(() =>
        this.#parts.client.put(this.#urlOf(temporaryPath), {
          headers,
          body: sourceBody(source, startByte, endByte),
          signal,
          onBytesSent: (bytesSent) => this.#sent(startByte + bytesSent),
        }),
      );
    const result = await put();
    if (result.kind !== 'missing') return result;
    await this.#parts.folders.again(temporaryPath, signal);
    return await put();
  }

  /** Sends the file's first bytes in two pieces, and looks whether the second was put behind the first. */
  async #proveJoining(temporaryPath: string): Promise<boolean> {
    for (const startByte of [0, proofBytes]) {
      const result = await this.#put(temporaryPath, startByte, startByte + proofBytes, true);
      if (result.kind !== 'done') return false;
    }
    const url = this.#urlOf(temporaryPath);
    const { source, signal } = this.#request;
    const found = await this.#look(temporaryPath);
    const isJoined =
      found.kind === 'present' &&
      found.sizeBytes === 2 * proofBytes &&
      (await sameEnding(this.#parts.client, url, 2 * proofBytes, source, signal)) === true;
    if (!isJoined) await this.#removeQuietly(temporaryPath);
    return isJoined;
  }

  async #hasProof(temporaryPath: string): Promise<boolean> {
    const found = await this.#look(temporaryPath);
    return found.kind === 'present' && found.sizeBytes === 2 * proofBytes;
  }

  async #compare(temporaryPath: string): Promise<void> {
    const { client, destination } = this.#parts;
    try {
      this.#verification = await compareStored(client, this.#urlOf(temporaryPath), destination, this.#request);
    } catch (error) {
      // Nothing of it can be gone on with.
      if (error instanceof UploadError && error.code === 'checksum-mismatch') await this.#removeQuietly(temporaryPath);
      throw error;
    }
  }

  /** Moves what is whole under its temporary name to the name that it is to have. */
  async #place(temporaryPath: string): Promise<Receipt> {
    const { target, signal } = this.#request;
    const { names } = this.#parts;
    const overwrites = target.conflict === 'overwrite' && !(await names.isTakenByTwin(target.relativePath, signal));
    for (let number = 1; number <= mostNames; number += 1) {
      const relativePath = davNumberedPath(target.relativePath, number);
      const result: DavResult = names.claim(relativePath)
        ? await this.#move(temporaryPath, relativePath, overwrites).finally(() => names.release(relativePath))
        : { kind: 'taken' };
      if (result.kind === 'done') return this.#stored(relativePath);
      if (result.kind === 'refused') return await this.#plain(result.error, temporaryPath);
      // It was whole a moment ago: the next try finds out where it is.
      if (result.kind === 'missing') throw new UploadError('unexpected-answer', { details: result.error.details, cause: result.error });
      if (target.conflict !== 'skip') continue;
      await this.#removeQuietly(temporaryPath);
      return this.#skipped();
    }
    throw new UploadError('already-exists', { details: { path: target.relativePath } });
  }

  async #move(temporaryPath: string, relativePath: string, overwrites: boolean): Promise<DavResult> {
    const { client, folders } = this.#parts;
    const { signal } = this.#request;
    if (this.#size > comparedWholeBytes) await this.#keep({ way: 'move', temporaryPath, movingTo: relativePath }, this.#size);
    const headers = { Overwrite: overwrites ? 'T' : 'F' };
    const move = (): Promise<DavResult> =>
      this.#locks.unlocked(() => client.move(this.#urlOf(temporaryPath), this.#urlOf(relativePath), headers, signal));
    const result = await move();
    if (result.kind !== 'missing') return result;
    await folders.again(relativePath, signal);
    return await move();
  }

  /** Without a temporary name; where that goes well after `refusal`, it is remembered. */
  async #plain(refusal: UploadError | null = null, temporaryPath: string | null = null): Promise<Receipt> {
    if (temporaryPath !== null) await this.#removeQuietly(temporaryPath);
    const receipt = await new PlainTransfer(this.#parts, this.#request).run();
    if (refusal !== null) this.#parts.memory.write(movesNothingKey, 1);
    return receipt;
  }

  /** What stays does no harm: nobody takes it for a file. */
  async #removeQuietly(temporaryPath: string): Promise<void> {
    try {
      await this.#parts.client.remove(this.#urlOf(temporaryPath), this.#request.signal);
    } catch (error) {
      if (!(error instanceof UploadError) || error.failureClass !== 'permanent') throw error;
      this.#parts.log.write('warn', 'dav-temporary-file-not-removed', { error });
    }
  }

  #look(relativePath: string): ReturnType<DavTransferParts['client']['look']> {
    return this.#parts.client.look(this.#urlOf(relativePath), this.#request.signal);
  }

  async #keep(checkpoint: MoveCheckpoint, bytesConfirmed: number): Promise<void> {
    await this.#request.onCheckpoint(writeDavCheckpoint(checkpoint), bytesConfirmed);
  }

  #sent(bytesSent: number): void {
    this.#request.onBytesSent(bytesSent);
    if (bytesSent !== this.#size || this.#isVerifying) return;
    this.#isVerifying = true;
    this.#request.onVerifying();
  }

  #stored(relativePath: string): Receipt {
    this.#parts.names.stored(relativePath);
    return { result: 'stored', verification: this.#verification, location: this.#urlOf(relativePath).href };
  }

  #skipped(): Receipt {
    return { result: 'skipped', verification: 'accepted', location: this.#urlOf(this.#request.target.relativePath).href };
  }

  #urlOf(relativePath: string): URL {
    return davUrl(this.#parts.destination, relativePath);
  }
}
