import { numberedPath } from '../../../../shared/numbered-path.ts';
import { UploadError } from '../../errors/upload-error.ts';
import type { DestinationMemory, Receipt, TransferRequest } from '../protocol.ts';
import { ClaimedName } from '../transport/claimed-name.ts';
import type { DigestingBody } from '../transport/digesting-body.ts';
import { digestingBody } from '../transport/digesting-body.ts';
import { mayBeName, mostNames } from '../transport/may-be-name.ts';
import { sourceBody } from '../transport/source-body.ts';
import { digestsWorthReckoning } from '../transport/stored-proof.ts';
import type { PutCheckpoint } from './put-checkpoint.ts';
import { readPutCheckpoint, writePutCheckpoint } from './put-checkpoint.ts';
import type { Found, PutClient, PutCondition, PutResult } from './put-client.ts';
import { PutConfirmation } from './put-confirmation.ts';
import { putUrl } from './put-url.ts';

/** So many names of one file are taken that the server may be saying yes to everything. */
const suspiciousNames = 5;
const noClaims = { said: {}, etagMd5: null };
/** What another transfer of this moment is about to store. */
const taken: Found = { kind: 'present', sizeBytes: null, isPage: false, etag: null, modifiedAtMs: null, claims: noClaims };

const ifFree: PutCondition = { 'If-None-Match': '*' };
const mostReplacingLooks = 2;
/** It goes out in one write: sending it in vain costs no more than asking for its name first. */
const mostUnaskedBytes = 64 * 1024;

type Stored = Extract<PutResult, { kind: 'stored' }>;

export interface PutTransferParts {
  readonly client: PutClient;
  readonly destination: URL;
  readonly memory: DestinationMemory;
  /** Universally unique. */
  readonly newId: () => string;
  /** Of all transfers under way to this destination: two files of one name must not both find it free. */
  readonly claimedPaths: Set<string>;
  /** Whether the last name looked at had nothing: most batches bring only new names, or only known ones. */
  readonly guess: { areNamesFree: boolean };
}

/**
 * One file by HTTP PUT. There is no resume: every try sends all of it. What a try must know of the ones before it is where they
 * sent to and whether that name was free, since then a file of our size there means that only the answer was lost.
 */
export class PutTransfer {
  readonly #parts: PutTransferParts;
  readonly #request: TransferRequest;
  readonly #size: number;
  readonly #confirmation: PutConfirmation;
  readonly #name: ClaimedName;

  constructor(parts: PutTransferParts, request: TransferRequest) {
    this.#parts = parts;
    this.#name = new ClaimedName(parts.claimedPaths);
    this.#confirmation = new PutConfirmation({ ...parts, urlOf: (relativePath) => this.#urlOf(relativePath) }, request);
    this.#request = request;
    this.#size = request.source.fingerprint.size;
  }

  async run(): Promise<Receipt> {
    try {
      return await this.#transfer();
    } finally {
      this.#name.release();
    }
  }

  async #transfer(): Promise<Receipt> {
    const { checkpoint, target, source } = this.#request;
    const earlier = readPutCheckpoint(checkpoint);
    if (
      earlier !== null &&
      mayBeName(earlier.relativePath, target.relativePath) &&
      (!earlier.wasFree || this.#name.take(earlier.relativePath))
    ) {
      await source.checkUnchanged();
      const receipt = await this.#goOn(earlier);
      if (receipt !== null) return receipt;
    }
    if (target.conflict !== 'overwrite') return await this.#sendToFreeName();
    return await this.#replace();
  }

  /** Looks at what became of an earlier try; null when the file has to be sent as if there had been none. */
  async #goOn(earlier: PutCheckpoint): Promise<Receipt | null> {
    const url = this.#urlOf(earlier.relativePath);
    if (!earlier.wasFree && !earlier.isAnswered) return null;
    const { client } = this.#parts;
    const found = await client.look(url, this.#request.signal);
    if (earlier.isWrong === true) return earlier.wasFree ? await this.#send(planOf(earlier.relativePath, true), ifStill(found)) : null;
    const isOurs = found.kind === 'present' && found.sizeBytes !== null ? await this.#isOurs(url, found.sizeBytes) : null;
    const location = this.#locationOf(url, earlier.link ?? null);
    // Another may have stored a file of that very size meanwhile; where nobody may look, the size has to do.
    if (location !== null && found.kind === 'present' && found.sizeBytes === this.#size && isOurs !== false) {
      const verification = await this.#confirmation.ofEarlier(url);
      if (verification !== null) {
        this.#request.onBytesSent(this.#size);
        this.#request.onVerifying();
        return this.#stored(earlier.relativePath, verification, location);
      }
    }
    const isUnclear = found.kind === 'unknown' || (found.kind === 'present' && found.sizeBytes === null);
    if (location !== null && earlier.isAnswered && isUnclear) return this.#stored(earlier.relativePath, 'accepted', location);
    if (!earlier.wasFree) return null;
    const plan = planOf(earlier.relativePath, true);
    if (found.kind !== 'present') return (await this.#send(plan, ifFree)) ?? (await this.#lateArrival(earlier.relativePath));
    return isOurs === true ? await this.#send(plan, ifStill(found)) : null;
  }

  /** The name was taken while we sent again: perhaps by our own first try, which the server was still busy with. */
  async #lateArrival(relativePath: string): Promise<Receipt | null> {
    const url = this.#urlOf(relativePath);
    const found = await this.#parts.client.look(url, this.#request.signal);
    const location = this.#locationOf(url, null);
    const isWhole = location !== null && found.kind === 'present' && found.sizeBytes === this.#size;
    if (!isWhole || (await this.#isOurs(url, this.#size)) !== true) return null;
    const verification = await this.#confirmation.ofEarlier(url);
    return verification === null ? null : this.#stored(relativePath, verification, location);
  }

  #isOurs(url: URL, foundBytes: number): Promise<boolean | null> {
    return this.#parts.client.content.endsAsFile(url, foundBytes, this.#request.source, this.#request.signal);
  }

  async #sendToFreeName(): Promise<Receipt> {
    const { target } = this.#request;
    for (let number = 1; number <= mostNames; number++) {
      const relativePath = numberedPath(target.relativePath, number);
      const found = this.#name.take(relativePath) ? await this.#confirmation.lookAtName(this.#urlOf(relativePath)) : taken;
      const plan = planOf(relativePath, found.kind === 'absent');
      const receipt = found.kind === 'present' ? null : await this.#send(plan, ifFree);
      if (receipt !== null) return receipt;
      if (number === suspiciousNames || (found.kind === 'present' && this.#confirmation.isOddPage(found)))
        await this.#confirmation.requireAbsence();
      if (target.conflict === 'skip') return { result: 'skipped', verification: 'accepted', location: this.#urlOf(relativePath).href };
    }
    return this.#noName();
  }

  /**
   * Puts it in place of whatever is there, on the condition that this is still what we saw: an older try that some hop delivers
   * after this one saw something else, and is refused where the server heeds conditions. A small file under a name that is likely to be
   * free goes without a look.
   */
  async #replace(): Promise<Receipt> {
    const plan = planOf(this.#request.target.relativePath, false);
    const { guess } = this.#parts;
    if (await this.#isTakenByTwin(plan.relativePath)) return await this.#sendToFreeName();
    if (guess.areNamesFree && this.#size <= mostUnaskedBytes) {
      const receipt = await this.#send(plan, ifFree);
      if (receipt !== null) return receipt;
    }
    for (let look = 0; look < mostReplacingLooks; look += 1) {
      const found = await this.#confirmation.lookAtName(this.#urlOf(plan.relativePath));
      guess.areNamesFree = found.kind === 'absent';
      const receipt = await this.#send(plan, ifStill(found));
      if (receipt !== null) return receipt;
    }
    // A server that says "changed" every time does not mean it.
    return (await this.#send(plan, null)) ?? this.#noName();
  }

  /** Whether what is there may be another file of ours: nobody can list, but then both names tell of the same. */
  async #isTakenByTwin(relativePath: string): Promise<boolean> {
    for (const twin of this.#request.twins ?? []) {
      if (twin === relativePath) return true;
      const [one, other] = [
        await this.#confirmation.lookAtName(this.#urlOf(relativePath)),
        await this.#confirmation.lookAtName(this.#urlOf(twin)),
      ];
      if (maybeSameFile(one, other)) return true;
    }
    return false;
  }

  /** Null when what is there turned out to be something else than the condition says. */
  async #send(plan: PutCheckpoint, condition: PutCondition | null): Promise<Receipt | null> {
    const { source, target, signal, verify } = this.#request;
    const url = this.#urlOf(plan.relativePath);
    const body = digestingBody(sourceBody(source, 0, this.#size), digestsWorthReckoning(this.#parts.memory, verify));
    if (plan.wasFree) await this.#request.onCheckpoint(writePutCheckpoint(plan), 0);
    if (this.#size === 0) await source.checkUnchanged();
    const result = await this.#parts.client.put(url, {
      contentType: target.contentType,
      condition,
      body,
      signal,
      onBytesSent: (bytesSent) => {
        this.#request.onBytesSent(bytesSent);
        if (bytesSent === this.#size) this.#request.onVerifying();
      },
    });
    if (result.kind !== 'taken') {
      this.#request.onStored?.();
      return await this.#confirmed(url, plan, result, body);
    }
    this.#request.onBytesSent(0);
    return null;
  }

  /** Compares what the server has with what was sent, where it lets us look. */
  async #confirmed(url: URL, plan: PutCheckpoint, { link, claims }: Stored, body: DigestingBody): Promise<Receipt> {
    try {
      const verification = await this.#confirmation.confirm(url, claims, body);
      return this.#stored(plan.relativePath, verification, link ?? url.href);
    } catch (error) {
      const isWrong = error instanceof UploadError && error.code === 'checksum-mismatch';
      const isSettled = error instanceof UploadError && (error.code === 'wrong-protocol' || error.code === 'size-mismatch');
      // The next try has only to look again, not to send again; what turned out wrong it has to replace.
      if (!isSettled)
        await this.#request.onCheckpoint(writePutCheckpoint({ ...plan, isAnswered: true, link, isWrong }), isWrong ? 0 : this.#size);
      throw error;
    }
  }

  #stored(relativePath: string, verification: Receipt['verification'], location: string): Receipt {
    return { result: 'stored', verification, location, storedAs: relativePath };
  }

  /** null: the file has a link, and only an answer that was lost knows it. */
  #locationOf(url: URL, link: string | null): string | null {
    return this.#parts.client.tellsLinks ? link : url.href;
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

/** False only where the server shows that there are two, or none under the first name. */
function maybeSameFile(one: Found, other: Found): boolean {
  if (one.kind === 'absent' || other.kind === 'absent') return false;
  if (one.kind === 'unknown' || other.kind === 'unknown') return true;
  return one.sizeBytes === other.sizeBytes && one.modifiedAtMs === other.modifiedAtMs && one.etag === other.etag;
}

function planOf(relativePath: string, wasFree: boolean): PutCheckpoint {
  return { relativePath, wasFree, isAnswered: false };
}
