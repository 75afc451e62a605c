import { sleepOn } from '../../source/sleep-on.ts';
import type { DavTransferParts } from './dav-transfer-parts.ts';

/** When it is looked again, counted from when nothing more was given to the system: by then a busy server is through. */
const looksAgainAfterMs = [1_000, 3_000];

/**
 * Files that tries before may leave under their temporary names. What a process has given to the system is sent also after the process was killed,
 * so that a server can hold all of a file whose client is gone, and store it only once the next try looked, sent it again and cleaned up.
 */
export class LateFiles {
  readonly #parts: Pick<DavTransferParts, 'clock' | 'settledPaths'>;
  readonly #remove: (temporaryPath: string) => Promise<boolean>;
  readonly #signal: AbortSignal;
  readonly #beganAtMs: number;

  /**
   * `remove` says whether the name is settled: something was there and is gone, or cannot be removed. `beganAtMs`: on the monotonic clock, when the
   * tries before were over for certain.
   */
  constructor(
    parts: Pick<DavTransferParts, 'clock' | 'settledPaths'>,
    remove: (temporaryPath: string) => Promise<boolean>,
    signal: AbortSignal,
    beganAtMs: number,
  ) {
    this.#parts = parts;
    this.#remove = remove;
    this.#signal = signal;
    this.#beganAtMs = beganAtMs;
  }

  /** Removes what is there under these names, and what comes within some seconds under those to which a whole body may be on its way. */
  async remove(temporaryPaths: readonly string[]): Promise<void> {
    const { clock } = this.#parts;
    const waits = looksAgainAfterMs.filter((afterMs) => this.#leftMs(afterMs) > 0);
    let left = await this.#unsettled(temporaryPaths);
    for (const afterMs of waits) {
      if (left.length === 0) return;
      await sleepOn(clock)(Math.max(0, this.#leftMs(afterMs)), this.#signal);
      left = await this.#unsettled(left);
    }
  }

  async #unsettled(temporaryPaths: readonly string[]): Promise<readonly string[]> {
    const unsettled: string[] = [];
    for (const path of temporaryPaths) {
      const isSettled = await this.#remove(path);
      const wasSettled = this.#parts.settledPaths.delete(path);
      if (!isSettled && !wasSettled) unsettled.push(path);
    }
    return unsettled;
  }

  #leftMs(afterMs: number): number {
    return this.#beganAtMs + afterMs - this.#parts.clock.monotonicNow();
  }
}
