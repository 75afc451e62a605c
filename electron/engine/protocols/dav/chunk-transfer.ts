import { numberedPath } from '../../../../shared/numbered-path.ts';
import { UploadError } from '../../errors/upload-error.ts';
import type { Receipt, TransferRequest } from '../protocol.ts';
import { LockPatience } from '../transport/lock-patience.ts';
import { mostNames } from '../transport/may-be-name.ts';
import type { ChunkCheckpoint } from './chunk-checkpoint.ts';
import { readChunkCheckpoint, writeChunkCheckpoint } from './chunk-checkpoint.ts';
import { ChunkSession } from './chunk-session.ts';
import { compareStored } from './compare-stored.ts';
import type { DavTransferParts } from './dav-transfer-parts.ts';
import { davUrl } from './dav-url.ts';
import { isProvenByHash } from './recalculated-hash.ts';

/** How often chunks that the server does not have, although it took them, are sent again. */
const mostRounds = 3;

/** One large file to Nextcloud or ownCloud, chunk by chunk; goes on after an interruption with the chunks that are not there. */
export class ChunkTransfer {
  readonly #parts: DavTransferParts;
  readonly #request: TransferRequest;
  readonly #uploads: URL;
  readonly #size: number;
  readonly #locks: LockPatience;
  #isVerifying = false;

  constructor(parts: DavTransferParts, request: TransferRequest, uploads: URL) {
    this.#parts = parts;
    this.#request = request;
    this.#uploads = uploads;
    this.#size = request.source.fingerprint.size;
    this.#locks = new LockPatience(parts.clock, request.signal);
  }

  async run(): Promise<Receipt> {
    const { checkpoint, target, source } = this.#request;
    const earlier = readChunkCheckpoint(checkpoint);
    if (earlier !== null) {
      await source.checkUnchanged();
      const receipt = await this.#goOn(earlier);
      if (receipt !== null) return receipt;
    }
    if (target.conflict === 'skip' && (await this.#look(target.relativePath)).kind === 'present') return this.#skipped();
    for (;;) {
      const plan = await this.#begin();
      try {
        return await this.#sendAndJoin(plan, new Set());
      } catch (error) {
        if (!(error instanceof UploadError) || error.code !== 'too-large' || !this.#parts.chunks.refused(plan.chunkBytes)) throw error;
        await this.#session(plan).remove();
        this.#sent(0);
      }
    }
  }

  async #begin(): Promise<ChunkCheckpoint> {
    const { target, signal } = this.#request;
    const session = `gantry-${this.#parts.newId().replaceAll('-', '').toLowerCase()}`;
    const chunkBytes = this.#parts.chunks.chunkBytesFor(this.#size);
    const plan = { session, chunkBytes, relativePath: target.relativePath, isJoining: false, before: null };
    await this.#keep(plan, 0);
    await this.#parts.folders.above(target.relativePath, signal);
    const made = await this.#session(plan).make();
    if (made.kind === 'missing' || made.kind === 'refused') throw made.error;
    return plan;
  }

  /** Takes over what the server has; null when that is nothing any more. */
  async #goOn(plan: ChunkCheckpoint): Promise<Receipt | null> {
    const whole = await this.#session(plan).whole();
    if (whole !== null) return await this.#sendAndJoin(plan, whole);
    if (plan.isJoining && (await this.#wasJoined(plan))) return await this.#confirmed(plan.relativePath);
    // After a day without a chunk the server throws a session away.
    this.#request.onStartedOver();
    this.#sent(0);
    return null;
  }

  /** An earlier version that it was to replace may have its size, and end as it does: what stands there has to be another thing than before. */
  async #wasJoined({ relativePath, before }: ChunkCheckpoint): Promise<boolean> {
    const { content } = this.#parts.client;
    const { source, signal } = this.#request;
    const found = await this.#look(relativePath);
    if (found.kind !== 'present' || found.sizeBytes !== this.#size) return false;
    const url = davUrl(this.#parts.destination, relativePath);
    const isTold = before === '' || (before !== null && found.etag !== null);
    if (isTold && found.etag === before) return false;
    if (isTold) return (await content.endsAsFile(url, this.#size, source, signal)) !== false;
    return (await content.isFile(url, source, null, signal)) === true;
  }

  async #sendAndJoin(plan: ChunkCheckpoint, known: ReadonlySet<number>): Promise<Receipt> {
    const session = this.#session(plan);
    let whole = known;
    for (let round = 1; whole.size < session.count; round += 1) {
      if (round > mostRounds) {
        throw new UploadError('size-mismatch', {
          details: { host: this.#uploads.host, expectedBytes: session.count, actualBytes: whole.size },
        });
      }
      await this.#sendMissing(plan, session, whole);
      // What is joined has been looked at: each chunk is there, whole.
      const found = await session.whole();
      if (found === null) throw new UploadError('session-lost', { details: { host: this.#uploads.host } });
      whole = found;
    }
    this.#sent(this.#size);
    this.#request.onStored?.();
    return await this.#join(plan, session);
  }

  async #sendMissing(plan: ChunkCheckpoint, session: ChunkSession, whole: ReadonlySet<number>): Promise<void> {
    const { source } = this.#request;
    for (let number = 1; number <= session.count; number += 1) {
      if (!whole.has(number)) {
        await source.checkUnchanged();
        const result = await session.send(number, (bytesSent) => this.#sent(session.startOf(number) + bytesSent));
        if (result.kind === 'missing') throw new UploadError('session-lost', { details: result.error.details, cause: result.error });
        if (result.kind === 'refused') throw result.error;
        this.#locks.moved();
      } else this.#sent(session.endOf(number));
      await this.#keep(plan, session.endOf(number));
    }
  }

  async #join(plan: ChunkCheckpoint, session: ChunkSession): Promise<Receipt> {
    const { target, twins = [], signal } = this.#request;
    const { names, folders } = this.#parts;
    for (let number = 1; number <= mostNames; number += 1) {
      const relativePath = numberedPath(target.relativePath, number);
      const join = async (): Promise<Receipt | null> => {
        const overwrites = number === 1 && target.conflict === 'overwrite' && !(await names.isTakenByTwin(relativePath, twins, signal));
        const before = await this.#look(relativePath);
        const stamp = before.kind === 'absent' ? '' : before.kind === 'present' ? before.etag : null;
        await this.#keep({ ...plan, relativePath, isJoining: true, before: stamp }, this.#size);
        let result = await session.join(relativePath, overwrites);
        if (result.kind === 'missing') {
          await folders.again(relativePath, signal);
          result = await session.join(relativePath, overwrites);
        }
        if (result.kind === 'done') return await this.#confirmed(relativePath);
        if (result.kind === 'missing') throw new UploadError('session-lost', { details: result.error.details, cause: result.error });
        if (result.kind === 'refused') throw result.error;
        return null;
      };
      const receipt = await names.claim(relativePath, join);
      if (receipt !== null) return receipt;
      if (target.conflict !== 'skip') continue;
      await session.remove();
      return this.#skipped();
    }
    throw new UploadError('already-exists', { details: { path: target.relativePath } });
  }

  async #confirmed(relativePath: string): Promise<Receipt> {
    const { client, destination, names } = this.#parts;
    const url = davUrl(destination, relativePath);
    this.#sent(this.#size);
    const { verification: size } = await compareStored(client, url, destination, { ...this.#request, verify: false });
    names.stored(relativePath);
    if (!this.#request.verify) return { result: 'stored', verification: size, location: url.href, storedAs: relativePath };
    const isProven = await isProvenByHash(client, url, this.#request);
    const verification = isProven ? 'sha256' : (await compareStored(client, url, destination, this.#request)).verification;
    return { result: 'stored', verification, location: url.href, storedAs: relativePath };
  }

  #session(plan: ChunkCheckpoint): ChunkSession {
    return new ChunkSession(this.#parts, this.#request, this.#locks, this.#uploads, plan);
  }

  #look(relativePath: string): ReturnType<DavTransferParts['client']['look']> {
    return this.#parts.client.look(davUrl(this.#parts.destination, relativePath), this.#request.signal);
  }

  #keep(plan: ChunkCheckpoint, bytesConfirmed: number): Promise<void> {
    return this.#request.onCheckpoint(writeChunkCheckpoint(plan), bytesConfirmed);
  }

  #sent(bytesSent: number): void {
    this.#request.onBytesSent(bytesSent);
    if (bytesSent !== this.#size || this.#isVerifying) return;
    this.#isVerifying = true;
    this.#request.onVerifying();
  }

  #skipped(): Receipt {
    return {
      result: 'skipped',
      verification: 'accepted',
      location: davUrl(this.#parts.destination, this.#request.target.relativePath).href,
    };
  }
}
