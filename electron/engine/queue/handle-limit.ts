import type { Clock } from '../ports.ts';

/** As long as that fewer files run at once; whoever had too much open may have closed it by then. */
const lastsMs = 10 * 60_000;

/** How many files may run at once on a machine that ran out of file handles: as many as had got theirs. */
export class HandleLimit {
  readonly #clock: Clock;
  #limit = Number.POSITIVE_INFINITY;
  #untilMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get most(): number {
    return this.#clock.monotonicNow() < this.#untilMs ? this.#limit : Number.POSITIVE_INFINITY;
  }

  /** A file found no handle while so many others were running. */
  hit(running: number): void {
    this.#limit = Math.max(1, Math.min(this.most, running));
    this.#untilMs = this.#clock.monotonicNow() + lastsMs;
  }
}
