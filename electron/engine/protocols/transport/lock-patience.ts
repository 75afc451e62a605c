import { UploadError } from '../../errors/upload-error.ts';
import type { Clock } from '../../ports.ts';
import { sleepOn } from '../../source/sleep-on.ts';

/** A request that broke off can hold its lock for 20 to 30 seconds (tusd, @tus/server). */
const longestWaitMs = 30_000;
const delaysMs = [1_000, 2_000, 4_000];
const lastDelayMs = 5_000;

/** Waits while another request holds an upload's lock (423), which passes by itself and is no failed attempt. */
export class LockPatience {
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  #waits = 0;
  #waitedMs = 0;

  constructor(clock: Clock, signal: AbortSignal) {
    this.#clock = clock;
    this.#signal = signal;
  }

  /** Asks until it is not locked; throws `upload-locked` when that takes too long, and the signal's reason. */
  async unlocked<Result>(ask: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof UploadError) || error.code !== 'upload-locked') throw error;
        await this.wait(error);
      }
    }
  }

  /** Waits a while because of `error`; throws as `unlocked`. */
  async wait(error: UploadError): Promise<void> {
    const askedMs = error.retryAfterMs ?? 0;
    const delayMs = Math.max(askedMs, delaysMs[this.#waits] ?? lastDelayMs);
    if (this.#waitedMs + delayMs > longestWaitMs) {
      throw new UploadError('upload-locked', { details: error.details, retryAfterMs: Math.max(askedMs, lastDelayMs), cause: error });
    }
    this.#waits += 1;
    this.#waitedMs += delayMs;
    await sleepOn(this.#clock)(delayMs, this.#signal);
  }

  /** The upload moved on: the next lock gets all the patience again. */
  moved(): void {
    this.#waits = 0;
    this.#waitedMs = 0;
  }
}
