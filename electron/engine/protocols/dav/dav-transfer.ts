import { numberedPath } from '../../../../shared/numbered-path.ts';
import { UploadError } from '../../errors/upload-error.ts';
import type { Receipt, TransferRequest } from '../protocol.ts';
import { LockPatience } from '../transport/lock-patience.ts';
import { mostNames } from '../transport/may-be-name.ts';
import { compareStored } from './compare-stored.ts';
import type { MoveCheckpoint } from './dav-checkpoint.ts';
import { readDavCheckpoint, writeDavCheckpoint } from './dav-checkpoint.ts';
import type { DavResult } from './dav-client.ts';
import type { DavTransferParts } from './dav-transfer-parts.ts';
import { davUrl, folderOf } from './dav-url.ts';
import { LateFiles } from './late-files.ts';
import { movesNothingKey } from './moves-nothing-key.ts';
import { PlainTransfer } from './plain-transfer.ts';
import { TemporaryFile } from './temporary-file.ts';
import { temporaryPathOf } from './temporary-path.ts';

/** Larger files get a checkpoint of their own before the MOVE: only of smaller ones does their ending tell whether they arrived. */
const comparedWholeBytes = 32 * 1024;
/** Names of tries before that are looked after. */
const mostAbandoned = 8;

/** One file by WebDAV: PUT under a temporary name, its size compared, then MOVE into place, which is all or nothing. */
export class DavTransfer {
  readonly #parts: DavTransferParts;
  readonly #request: TransferRequest;
  readonly #size: number;
  readonly #locks: LockPatience;
  readonly #temporary: TemporaryFile;
  readonly #late: LateFiles;
  #verification: Receipt['verification'] = 'size';
  /** Of the temporary file, once it is whole. */
  #etag: string | null = null;
  #isVerifying = false;
  #abandoned: readonly string[] = [];
  /** The same few names are asked for again and again. */
  readonly #urls = new Map<string, URL>();

  constructor(parts: DavTransferParts, request: TransferRequest) {
    this.#parts = parts;
    this.#request = request;
    this.#size = request.source.fingerprint.size;
    this.#locks = new LockPatience(parts.clock, request.signal);
    this.#temporary = new TemporaryFile(parts, request, {
      locks: this.#locks,
      urlOf: (relativePath) => this.#urlOf(relativePath),
      onSent: (bytesSent) => this.#sent(bytesSent),
    });
    const beganAtMs = request.isFromBefore === true ? parts.beganAtMs : parts.clock.monotonicNow();
    this.#late = new LateFiles(parts, (path) => this.#temporary.remove(path), request.signal, beganAtMs);
  }

  async run(): Promise<Receipt> {
    const receipt = await this.#transfer();
    await this.#late.remove(this.#abandoned);
    return receipt;
  }

  async #transfer(): Promise<Receipt> {
    const { checkpoint, target, source, signal } = this.#request;
    const earlier = readDavCheckpoint(checkpoint);
    if (earlier?.way === 'plain' || this.#parts.memory.read(movesNothingKey) !== null) return await this.#plain();
    if (earlier !== null && folderOf(earlier.temporaryPath) === folderOf(target.relativePath)) {
      await source.checkUnchanged();
      this.#abandoned = earlier.abandoned;
      const receipt = await this.#goOn(earlier);
      if (receipt !== null) return receipt;
      this.#abandoned = [...earlier.abandoned, earlier.temporaryPath].slice(-mostAbandoned);
    }
    if (target.conflict === 'skip' && (await this.#look(target.relativePath)).kind === 'present') return this.#skipped();
    signal.throwIfAborted();
    const planned = readDavCheckpoint(this.#request.plan ?? null);
    if (planned?.way === 'move' && folderOf(planned.temporaryPath) === folderOf(target.relativePath))
      return await this.#sendAndPlace(planned.temporaryPath, 0);
    const temporaryPath = temporaryPathOf(target.relativePath, this.#parts.newId());
    await this.#keep({ way: 'move', temporaryPath, movingTo: null, etag: null }, 0);
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
      this.#etag = found.etag;
      if (this.#request.verify) await this.#compare(temporaryPath);
      return await this.#place(temporaryPath);
    }
    if (this.#parts.partialPuts.areProven && bytes > 0 && bytes < this.#size) {
      this.#request.onBytesSent(bytes);
      await this.#keep(earlier, bytes);
      return await this.#sendAndPlace(temporaryPath, bytes);
    }
    await this.#temporary.remove(temporaryPath);
    this.#parts.settledPaths.add(temporaryPath);
    return null;
  }

  /** Nothing has the temporary name: never stored, or moved into place by a try whose answer was lost. */
  async #placedAlready(earlier: MoveCheckpoint): Promise<Receipt | null> {
    const { target } = this.#request;
    const names = target.conflict === 'rename' ? mostNames : 1;
    for (let number = 1; number <= names; number += 1) {
      const relativePath = numberedPath(target.relativePath, number);
      const found = await this.#look(relativePath);
      if (found.kind !== 'present') return null;
      if (found.sizeBytes !== this.#size) continue;
      const wasMovedHere = earlier.movingTo === relativePath;
      const isKnownAgain = wasMovedHere && found.etag !== null && found.etag === earlier.etag;
      if (!isKnownAgain && !(await this.#isOurs(relativePath, wasMovedHere))) continue;
      this.#sent(this.#size);
      if (this.#request.verify) await this.#compareAt(this.#urlOf(relativePath));
      return this.#stored(relativePath);
    }
    return null;
  }

  /** Whether what has the file's size is the file. An earlier version that it was to replace may have its size, and end as it does. */
  async #isOurs(relativePath: string, wasMovedHere: boolean): Promise<boolean> {
    const { content } = this.#parts.client;
    const { target, source, signal } = this.#request;
    const url = this.#urlOf(relativePath);
    if (this.#size > comparedWholeBytes && !wasMovedHere) return false;
    const isSame =
      this.#size > comparedWholeBytes
        ? await content.isFile(url, source, null, signal)
        : await content.endsAsFile(url, this.#size, source, signal);
    // Where nobody may look, the size has to do, unless it replaced something.
    return isSame ?? (wasMovedHere && target.conflict !== 'overwrite');
  }

  async #sendAndPlace(temporaryPath: string, startByte: number): Promise<Receipt> {
    const result = await this.#temporary.send(temporaryPath, startByte);
    if (result.kind === 'refused') return await this.#plain(result.error, temporaryPath);
    this.#request.onStored?.();
    await this.#compare(temporaryPath);
    return await this.#place(temporaryPath);
  }

  async #compare(temporaryPath: string): Promise<void> {
    try {
      await this.#compareAt(this.#urlOf(temporaryPath));
    } catch (error) {
      // Nothing of it can be gone on with.
      if (error instanceof UploadError && error.code === 'checksum-mismatch') await this.#temporary.remove(temporaryPath);
      throw error;
    }
  }

  async #compareAt(url: URL): Promise<void> {
    const { client, destination } = this.#parts;
    const { verification, etag } = await compareStored(client, url, destination, this.#request);
    this.#verification = verification;
    this.#etag = etag;
  }

  /** Moves what is whole under its temporary name to the name that it is to have. */
  async #place(temporaryPath: string): Promise<Receipt> {
    const { target, twins = [], signal } = this.#request;
    const { names } = this.#parts;
    for (let number = 1; number <= mostNames; number += 1) {
      const relativePath = numberedPath(target.relativePath, number);
      const place = async (): Promise<DavResult> => {
        const overwrites = number === 1 && target.conflict === 'overwrite' && !(await names.isTakenByTwin(relativePath, twins, signal));
        const moved = await this.#move(temporaryPath, relativePath, overwrites);
        if (moved.kind === 'done') names.stored(relativePath);
        return moved;
      };
      const result = (await names.claim(relativePath, place)) ?? { kind: 'taken' };
      if (result.kind === 'done') return this.#stored(relativePath);
      if (result.kind === 'refused') return await this.#plain(result.error, temporaryPath);
      // It was whole a moment ago: the next try finds out where it is.
      if (result.kind === 'missing') throw new UploadError('unexpected-answer', { details: result.error.details, cause: result.error });
      if (target.conflict !== 'skip') continue;
      await this.#temporary.remove(temporaryPath);
      return this.#skipped();
    }
    throw new UploadError('already-exists', { details: { path: target.relativePath } });
  }

  async #move(temporaryPath: string, relativePath: string, overwrites: boolean): Promise<DavResult> {
    const { client, folders } = this.#parts;
    const { signal } = this.#request;
    const step = { way: 'move', temporaryPath, movingTo: relativePath, etag: this.#etag } as const;
    if (this.#size > comparedWholeBytes) await this.#keep(step, this.#size);
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
    if (temporaryPath !== null) {
      await this.#temporary.remove(temporaryPath);
      // All of it is sent once more.
      this.#request.onBytesSent(0);
    }
    const receipt = await new PlainTransfer(this.#parts, this.#request).run();
    if (refusal !== null) this.#parts.memory.write(movesNothingKey, 1);
    return receipt;
  }

  #look(relativePath: string): ReturnType<DavTransferParts['client']['look']> {
    return this.#parts.client.look(this.#urlOf(relativePath), this.#request.signal);
  }

  async #keep(checkpoint: Omit<MoveCheckpoint, 'abandoned'>, bytesConfirmed: number): Promise<void> {
    await this.#request.onCheckpoint(writeDavCheckpoint({ ...checkpoint, abandoned: this.#abandoned }), bytesConfirmed);
  }

  #sent(bytesSent: number): void {
    this.#request.onBytesSent(bytesSent);
    if (bytesSent !== this.#size || this.#isVerifying) return;
    this.#isVerifying = true;
    this.#request.onVerifying();
  }

  #stored(relativePath: string): Receipt {
    this.#parts.names.stored(relativePath);
    return { result: 'stored', verification: this.#verification, location: this.#urlOf(relativePath).href, storedAs: relativePath };
  }

  #skipped(): Receipt {
    return { result: 'skipped', verification: 'accepted', location: this.#urlOf(this.#request.target.relativePath).href };
  }

  #urlOf(relativePath: string): URL {
    const known = this.#urls.get(relativePath);
    if (known !== undefined) return known;
    const url = davUrl(this.#parts.destination, relativePath);
    this.#urls.set(relativePath, url);
    return url;
  }
}
