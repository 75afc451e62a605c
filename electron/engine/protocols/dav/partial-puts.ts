import { UploadError } from '../../errors/upload-error.ts';
import { untilAborted } from '../../source/until-aborted.ts';
import type { DestinationMemory } from '../protocol.ts';

const memoryKey = 'partialPut';
const yes = 1;
const no = 2;
/** Smaller files are sent again sooner than it is found out. */
export const smallestResumedBytes = 8 * 1024 * 1024;

/**
 * Whether a server takes a file piece by piece (PUT with Content-Range, RFC 9110 §14.5). Many answer yes and put the piece in place of
 * the file, so that only a proof counts, on a temporary name of ours; it is remembered for the host.
 */
export class PartialPuts {
  readonly #memory: DestinationMemory;
  #proving: Promise<boolean> | null = null;

  constructor(memory: DestinationMemory) {
    this.#memory = memory;
  }

  get areProven(): boolean {
    return this.#memory.read(memoryKey) === yes;
  }

  /** `prove` is called when nobody has found it out, and no other transfer is just doing so. */
  async canResume(sizeBytes: number, prove: () => Promise<boolean>, signal: AbortSignal): Promise<boolean> {
    if (sizeBytes < smallestResumedBytes) return false;
    const known = this.#memory.read(memoryKey);
    if (known !== null) return known === yes;
    if (this.#proving !== null) {
      const isProven = await untilAborted(
        this.#proving.catch(() => false),
        signal,
      );
      return isProven;
    }
    this.#proving = this.#prove(prove);
    try {
      return await this.#proving;
    } finally {
      this.#proving = null;
    }
  }

  /** What was proven once did not hold. */
  disproven(): void {
    this.#memory.write(memoryKey, no);
  }

  async #prove(prove: () => Promise<boolean>): Promise<boolean> {
    const isProven = await prove().catch((error: unknown) => {
      if (error instanceof UploadError && error.failureClass === 'permanent') return false;
      throw error;
    });
    this.#memory.write(memoryKey, isProven ? yes : no);
    return isProven;
  }
}
