import type { ChecksumAlgorithm } from '../../../../shared/upload.ts';
import { untilAborted } from '../../source/until-aborted.ts';
import type { DestinationMemory } from '../protocol.ts';
import type { ContentCrc } from './content-crc.ts';
import { contentCrcs } from './content-crc.ts';
import type { SumKinds, Sums } from './content-sum.ts';
import { isMd5 } from './content-sum.ts';
import type { S3Address } from './s3-address.ts';
import type { Stored } from './stored-answer.ts';

const crcKeys = { crc64nvme: 's3Crc64nvme', crc32c: 's3Crc32c', crc32: 's3Crc32' } as const;
const etagKey = 's3EtagIsMd5';
const conditionsKey = 's3Conditions';
const yes = 1;
const no = 2;
const notRefused = 3;

/** `unproven`: the server says nothing that could be compared but the size; `accepted`: not even that. */
export type Verdict = ChecksumAlgorithm | 'accepted' | 'unproven' | 'differs';

/**
 * What this service compares, found out from its answers and remembered: which CRCs (Amazon S3 User Guide, "Checking object integrity"), whether its
 * ETags are MD5 sums, whether it knows conditions.
 */
export class S3Proof {
  readonly #memory: DestinationMemory;
  readonly #wish: S3Address['checksum'];
  /** Of which nobody could find out whether the service compares them. */
  readonly #unknowable = new Set<ContentCrc>();
  #asking: Promise<unknown> | null = null;

  constructor(memory: DestinationMemory, wish: S3Address['checksum']) {
    this.#memory = memory;
    this.#wish = wish;
  }

  /** The best CRC that this service is known to compare; null: none, or none that is wanted. */
  get crc(): ContentCrc | null {
    return this.#wanted.find((crc) => this.#memory.read(crcKeys[crc]) === yes) ?? null;
  }

  /** Finds out once, by `ask`, which CRC the service compares, the best one first. */
  async settleCrcs(ask: (crc: ContentCrc) => Promise<boolean | null>, signal: AbortSignal): Promise<void> {
    // One at a time; who waited begins only if the other one came to nothing.
    while (this.#asking !== null) await untilAborted(this.#asking, signal);
    const asking = this.#askAll(ask);
    this.#asking = asking.catch(() => undefined);
    try {
      await asking;
    } finally {
      this.#asking = null;
    }
  }

  async #askAll(ask: (crc: ContentCrc) => Promise<boolean | null>): Promise<void> {
    for (const crc of this.#wanted) {
      if (this.#memory.read(crcKeys[crc]) === null && !this.#unknowable.has(crc)) {
        const answer = await ask(crc);
        if (answer === null) this.#unknowable.add(crc);
        else this.#memory.write(crcKeys[crc], answer ? yes : no);
      }
      if (this.#memory.read(crcKeys[crc]) === yes) return;
    }
  }

  /** It says nothing of it any more. */
  lacksCrc(crc: ContentCrc): void {
    this.#memory.write(crcKeys[crc], no);
  }

  get #wanted(): readonly ContentCrc[] {
    return contentCrcs.filter((crc) => this.#wish === 'auto' || this.#wish === crc);
  }

  /** Wanted for a body sent in one. */
  get kinds(): SumKinds {
    return this.kindsOfParts(this.crc ?? 'md5');
  }

  /** Wanted for a part of an upload. */
  kindsOfParts(proof: ContentCrc | 'md5'): SumKinds {
    return proof === 'md5' ? { md5: this.#wish !== 'off', crc: null } : { md5: false, crc: proof };
  }

  /** An MD5 has to be announced before the bytes, since the answer says nothing to compare it with. */
  get announcesMd5OfParts(): boolean {
    return this.#memory.read(etagKey) === no;
  }

  /** How contents are proven, as far as that is known. */
  get algorithm(): ChecksumAlgorithm | null {
    if (this.#wish === 'off') return null;
    if (this.crc !== null) return this.crc;
    return this.#memory.read(etagKey) === no ? null : 'md5';
  }

  get usesConditions(): boolean {
    return this.#memory.read(conditionsKey) !== no;
  }

  /** Finds out once, by `ask`, whether the service refuses conditions; what else it does with them shows later. */
  async settleConditions(ask: () => Promise<boolean>): Promise<void> {
    if (this.#memory.read(conditionsKey) !== null) return;
    this.#memory.write(conditionsKey, (await ask()) ? no : notRefused);
  }

  get heedsConditions(): boolean {
    return this.#memory.read(conditionsKey) === yes;
  }

  knowsConditions(doesIt: boolean): void {
    this.#memory.write(conditionsKey, doesIt ? yes : no);
  }

  /** Compares what was read with what the server says that it has. `wasAnnounced`: it was told the MD5 before, and refuses other bytes if it looks. */
  judge(sums: Sums, stored: Stored, wasAnnounced: boolean): Verdict {
    const told = sums.crc === null ? undefined : stored.crcs[sums.crc.algorithm];
    if (sums.crc !== null && told !== undefined) return told === sums.crc.base64 ? sums.crc.algorithm : 'differs';
    if (sums.md5 === null) return 'unproven';
    if (stored.etag === sums.md5) {
      this.#memory.write(etagKey, yes);
      return 'md5';
    }
    const known = this.#memory.read(etagKey);
    if (isMd5(stored.etag) && (known === yes || (known !== no && !wasAnnounced))) return 'differs';
    // Of encrypted objects, or of a service with rules of its own.
    if (known !== yes) this.#memory.write(etagKey, no);
    return 'unproven';
  }
}
