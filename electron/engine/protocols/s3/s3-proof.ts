import type { ChecksumAlgorithm } from '../../../../shared/upload.ts';
import type { DestinationMemory } from '../protocol.ts';
import type { SumKinds, Sums } from './content-sum.ts';
import { isMd5 } from './content-sum.ts';
import type { S3Address } from './s3-address.ts';
import type { Stored } from './s3-client.ts';

const crc32Key = 's3Crc32';
const etagKey = 's3EtagIsMd5';
const conditionsKey = 's3Conditions';
const yes = 1;
const no = 2;
const notRefused = 3;

/** `unproven`: the server says nothing that could be compared. */
export type Verdict = ChecksumAlgorithm | 'unproven' | 'differs';

/**
 * What this service compares, found out from its answers and remembered: whether it answers with the CRC-32 that it was given (Amazon S3 User
 * Guide, "Checking object integrity"), whether its ETags are MD5 sums, whether it knows conditions.
 */
export class S3Proof {
  readonly #memory: DestinationMemory;
  readonly #wish: S3Address['checksum'];

  constructor(memory: DestinationMemory, wish: S3Address['checksum']) {
    this.#memory = memory;
    this.#wish = wish;
  }

  /** Worth announcing, because it is compared or nobody knows yet. */
  get triesCrc32(): boolean {
    return (this.#wish === 'auto' || this.#wish === 'crc32') && this.#memory.read(crc32Key) !== no;
  }

  /** Wanted for a body sent in one. */
  get kinds(): SumKinds {
    const usesMd5 = this.#wish === 'md5' || (this.#wish !== 'off' && this.#memory.read(crc32Key) !== yes);
    return { md5: usesMd5, crc32: this.triesCrc32 };
  }

  /** Wanted for a part of an upload. */
  kindsOfParts(usesCrc32: boolean): SumKinds {
    return { md5: !usesCrc32 && this.#wish !== 'off', crc32: usesCrc32 };
  }

  /** An MD5 has to be announced before the bytes, since the answer says nothing to compare it with. */
  get announcesMd5OfParts(): boolean {
    return this.#memory.read(etagKey) === no;
  }

  /** How contents are proven, as far as that is known. */
  get algorithm(): ChecksumAlgorithm | null {
    if (this.#wish === 'off') return null;
    if (this.triesCrc32 && this.#memory.read(crc32Key) === yes) return 'crc32';
    return this.#memory.read(etagKey) === no ? null : 'md5';
  }

  knowsCrc32(doesIt: boolean): void {
    this.#memory.write(crc32Key, doesIt ? yes : no);
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
    if (sums.crc32 !== null && stored.crc32 !== null) {
      this.knowsCrc32(true);
      return stored.crc32 === sums.crc32 ? 'crc32' : 'differs';
    }
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
