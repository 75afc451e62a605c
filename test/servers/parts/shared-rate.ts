/** One limit in bytes a second that several connections share. */
export class SharedRate {
  readonly #bytesPerSecond: () => number;
  #freeAtMs = 0;

  constructor(bytesPerSecond: () => number) {
    this.#bytesPerSecond = bytesPerSecond;
  }

  isLimited(): boolean {
    return this.#bytesPerSecond() > 0;
  }

  /** Books `bytes` and answers when they may go, on the clock of `performance.now()`. */
  book(bytes: number): number {
    const rate = this.#bytesPerSecond();
    const nowMs = performance.now();
    if (rate === 0) return nowMs;
    const startMs = Math.max(nowMs, this.#freeAtMs);
    this.#freeAtMs = startMs + (bytes / rate) * 1_000;
    return this.#freeAtMs;
  }
}
