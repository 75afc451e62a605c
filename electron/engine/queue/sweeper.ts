import type { Clock, Log } from '../ports.ts';
import type { Database } from '../storage/database.ts';
import type { QueueSweep } from '../storage/queue-sweep.ts';
import { storageErrorOf } from '../storage/storage-error-of.ts';

/** So many rows are removed in one transaction, and then the disk and everything else have their turn. */
const rowsAtOnce = 500;
const restMs = 20;

export interface SweeperOptions {
  readonly database: Database;
  readonly sweep: QueueSweep;
  readonly clock: Clock;
  readonly log: Log;
}

/** Removes the rows of what left the list, a few at a time. What it does not get to, or what the disk refuses, is left to the next removal or start. */
export class Sweeper {
  readonly #options: SweeperOptions;
  #cancelTimer: (() => void) | null = null;
  #isClosed = false;

  constructor(options: SweeperOptions) {
    this.#options = options;
  }

  begin(): void {
    if (this.#isClosed) return;
    this.#cancelTimer ??= this.#options.clock.setTimer(() => {
      this.#cancelTimer = null;
      this.#sweepSome();
    }, restMs);
  }

  close(): void {
    this.#isClosed = true;
    this.#cancelTimer?.();
  }

  #sweepSome(): void {
    const { database, sweep, log } = this.#options;
    try {
      if (sweep.sweepSome(rowsAtOnce)) this.begin();
    } catch (error) {
      log.write('warn', 'old-rows-not-removed', { error: storageErrorOf(error, database.path) });
    }
  }
}
