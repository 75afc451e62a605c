import { UploadError } from '../../errors/upload-error.ts';
import type { DestinationMemory, Receipt, TransferRequest } from '../protocol.ts';
import { sourceBody } from '../transport/source-body.ts';
import { holdsOurBytes } from './holds-our-bytes.ts';
import { lookKey, saysNoSize, saysNothing } from './look-memory.ts';
import { numberedPath } from './numbered-path.ts';
import type { PutCheckpoint } from './put-checkpoint.ts';
import { readPutCheckpoint, writePutCheckpoint } from './put-checkpoint.ts';
import type { Found, PutClient, PutCondition } from './put-client.ts';
import { putUrl } from './put-url.ts';

const mostNames = 1_000;
/** So many names of one file are taken that the server may be saying yes to everything. */
const suspiciousNames = 5;
/** What another transfer of this moment is about to store. */
const taken: Found = { kind: 'present', sizeBytes: null, isPage: false, etag: null, modifiedAtMs: null };

const ifFree: PutCondition = { 'If-None-Match': '*' };
const mostReplacingLooks = 2;

export interface PutTransferParts {
  readonly client: PutClient;
  readonly destination: URL;
  readonly memory: DestinationMemory;
  /** Universally unique. */
  readonly newId: () => string;
  /** Of all transfers under way to this destination: two files of one name must not both find it free. */
  readonly claimedPaths: Set<string>;
}

/**
 * One file by HTTP PUT. There is no resume: every try sends all of it. What a try must know of the ones before it is where they
 * sent to and whether that name was free, since then a file of our size there means that only the answer was lost.
 */
export class PutTransfer {
  readonly #parts: PutTransferParts;
  readonly #request: TransferRequest;
  readonly #size: number;
  #claimedPath: string | null = null;

  constructor(parts: PutTransferParts, request: TransferRequest) {
    this.#parts = parts;
    this.#request = request;
    this.#size = request.source.fingerprint.size;
  }

  async run(): Promise<Receipt> {
    try {
      return await this.#transfer();
    } finally {
      if (this.#claimedPath !== null) this.#parts.claimedPaths.delete(this.#claimedPath);
    }
  }

  async #transfer(): Promise<Receipt> {
    const { checkpoint, target, source } = this.#request;
    const earlier = readPutCheckpoint(checkpoint);
    if (earlier !== null && this.#mayBeName(earlier.relativePath) && (!earlier.wasFree || this.#claim(earlier.relativePath))) {
      await source.checkUnchanged();
      const receipt = await this.#goOn(earlier);
      if (receipt !== null) return receipt;
    }
    if (target.conflict !== 'overwrite') return await this.#sendToFreeName();
    return await this.#replace();
  }

  /** A damaged checkpoint must not lead to a name that this file never gets. */
  #mayBeName(relativePath: string): boolean {
    const { target } = this.#request;
    for (let number = 1; number <= mostNames; number++) if (relativePath === numberedPath(target.relativePath, number)) return true;
    return false;
  }

  /** Looks at what became of an earlier try; null when the file has to be sent as if there had been none. */
  async #goOn(earlier: PutCheckpoint): Promise<Receipt | null> {
    const url = this.#urlOf(earlier.relativePath);
    if (!earlier.wasFree && !earlier.isAnswered) return null;
    const { client } = this.#parts;
    const found = await client.look(url, this.#request.signal);
    const isOurs = found.kind === 'present' && found.sizeBytes !== null ? await this.#isOurs(url, found.sizeBytes) : null;
    // Another may have stored a file of that very size meanwhile; where nobody may look, the size has to do.
    if (found.kind === 'present' && found.sizeBytes === this.#size && isOurs !== false) {
      this.#request.onBytesSent(this.#size);
      this.#request.onVerifying();
      return stored(url, 'size');
    }
    if (earlier.isAnswered && found.kind !== 'absent' && (found.kind === 'unknown' || found.sizeBytes === null))
      return stored(url, 'accepted');
    if (!earlier.wasFree) return null;
    const plan: PutCheckpoint = { ...earlier, isAnswered: false };
    if (found.kind !== 'present') return (await this.#send(plan, ifFree)) ?? (await this.#lateArrival(url));
    return isOurs === true ? await this.#send(plan, ifStill(found)) : null;
  }

  /** The name was taken while we sent again: perhaps by our own first try, which the server was still busy with. */
  async #lateArrival(url: URL): Promise<Receipt | null> {
    const found = await this.#parts.client.look(url, this.#request.signal);
    const isWhole = found.kind === 'present' && found.sizeBytes === this.#size;
    return isWhole && (await this.#isOurs(url, this.#size)) === true ? stored(url, 'size') : null;
  }

  #isOurs(url: URL, foundBytes: number): Promise<boolean | null> {
    return holdsOurBytes(this.#parts.client, url, foundBytes, this.#request.source, this.#request.signal);
  }

  async #sendToFreeName(): Promise<Receipt> {
    const { target } = this.#request;
    for (let number = 1; number <= mostNames; number++) {
      const relativePath = numberedPath(target.relativePath, number);
      const found = this.#claim(relativePath) ? await this.#lookAtName(this.#urlOf(relativePath)) : taken;
      const plan: PutCheckpoint = { relativePath, wasFree: found.kind === 'absent', isAnswered: false };
      const receipt = found.kind === 'present' ? null : await this.#send(plan, ifFree);
      if (receipt !== null) return receipt;
      if (number === suspiciousNames || (found.kind === 'present' && this.#isOddPage(found))) await this.#requireAbsence();
      if (target.conflict === 'skip') return { result: 'skipped', verification: 'accepted', location: this.#urlOf(relativePath).href };
    }
    return this.#noName();
  }

  /**
   * Puts it in place of whatever is there, on the condition that this is still what we saw: an older try that some hop delivers
   * after this one saw something else, and is refused where the server heeds conditions.
   */
  async #replace(): Promise<Receipt> {
    const plan: PutCheckpoint = { relativePath: this.#request.target.relativePath, wasFree: false, isAnswered: false };
    for (let look = 0; look < mostReplacingLooks; look += 1) {
      const receipt = await this.#send(plan, ifStill(await this.#lookAtName(this.#urlOf(plan.relativePath))));
      if (receipt !== null) return receipt;
    }
    // A server that says "changed" every time does not mean it.
    return (await this.#send(plan, null)) ?? this.#noName();
  }

  /** Null when what is there turned out to be something else than the condition says. */
  async #send(plan: PutCheckpoint, condition: PutCondition | null): Promise<Receipt | null> {
    const { source, target, signal } = this.#request;
    const url = this.#urlOf(plan.relativePath);
    if (plan.wasFree) await this.#request.onCheckpoint(writePutCheckpoint(plan), 0);
    if (this.#size === 0) await source.checkUnchanged();
    const result = await this.#parts.client.put(url, {
      contentType: target.contentType,
      condition,
      body: sourceBody(source, 0, this.#size),
      signal,
      onBytesSent: (bytesSent) => {
        this.#request.onBytesSent(bytesSent);
        if (bytesSent === this.#size) this.#request.onVerifying();
      },
    });
    return result.kind === 'taken' ? null : await this.#confirmed(url, plan);
  }

  /** Compares what the server has with what was sent, where it lets us look. */
  async #confirmed(url: URL, plan: PutCheckpoint): Promise<Receipt> {
    const { memory, client } = this.#parts;
    if (memory.read(lookKey) !== null && !this.#request.verify) return stored(url, 'accepted');
    let found: Found;
    try {
      found = await client.look(url, this.#request.signal);
    } catch (error) {
      // The next try has only to look again, not to send again.
      await this.#request.onCheckpoint(writePutCheckpoint({ ...plan, isAnswered: true }), this.#size);
      throw error;
    }
    if (found.kind === 'absent') {
      throw new UploadError('wrong-protocol', { details: { host: url.host, httpStatus: 404, reason: 'nothing-stored' } });
    }
    if (found.kind === 'present' && found.sizeBytes !== this.#size && this.#isOddPage(found)) await this.#requireAbsence();
    if (found.kind === 'unknown' || found.sizeBytes === null) {
      memory.write(lookKey, found.kind === 'unknown' ? saysNothing : saysNoSize);
      return stored(url, 'accepted');
    }
    if (found.sizeBytes === this.#size) return stored(url, 'size');
    throw new UploadError('size-mismatch', { details: { host: url.host, expectedBytes: this.#size, actualBytes: found.sizeBytes } });
  }

  async #lookAtName(url: URL): Promise<Found> {
    if (this.#parts.memory.read(lookKey) === saysNothing) return { kind: 'unknown' };
    return await this.#parts.client.look(url, this.#request.signal);
  }

  /** A server that has even what nobody ever sent would make us skip, or rename for ever, what it does not have. */
  async #requireAbsence(): Promise<void> {
    const url = this.#urlOf(`gantry-${this.#parts.newId()}`);
    const found = await this.#parts.client.look(url, this.#request.signal);
    if (found.kind === 'present') throw new UploadError('wrong-protocol', { details: { host: url.host, reason: 'has-everything' } });
  }

  #isOddPage(found: Extract<Found, { kind: 'present' }>): boolean {
    return found.isPage && this.#request.target.contentType !== 'text/html';
  }

  /** Takes a name for this transfer instead of the one before; false when another transfer has it. */
  #claim(relativePath: string): boolean {
    const { claimedPaths } = this.#parts;
    if (relativePath === this.#claimedPath) return true;
    if (claimedPaths.has(relativePath)) return false;
    if (this.#claimedPath !== null) claimedPaths.delete(this.#claimedPath);
    claimedPaths.add(relativePath);
    this.#claimedPath = relativePath;
    return true;
  }

  #noName(): never {
    throw new UploadError('already-exists', { details: { path: this.#request.target.relativePath } });
  }

  #urlOf(relativePath: string): URL {
    return putUrl(this.#parts.destination, relativePath);
  }
}

/** The condition that what is there is still what was found; null where nothing can name that. */
function ifStill(found: Found): PutCondition | null {
  if (found.kind === 'absent') return ifFree;
  return found.kind === 'present' && found.etag !== null ? { 'If-Match': found.etag } : null;
}

function stored(url: URL, verification: Receipt['verification']): Receipt {
  return { result: 'stored', verification, location: url.href };
}
