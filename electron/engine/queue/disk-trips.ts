import type { UploadError } from '../errors/upload-error.ts';
import type { Database } from '../storage/database.ts';
import type { Changes } from './unwritten-changes.ts';
import type { Waiter } from './waiters.ts';

/** Changes that are in the database, and told once they are on the disk. */
export interface Trip extends Changes {
  /** On the monotonic clock, in milliseconds: when it began to be written. */
  readonly startedMs: number;
  /** Nothing was written: it only comes after all that was. */
  readonly isEmpty: boolean;
  /** What the disk had refused last when it took this one. */
  readonly trouble: UploadError | null;
  readonly waiters: readonly Waiter[];
  readonly tell: () => void;
}

export interface DiskTripsOptions {
  readonly database: Pick<Database, 'synced' | 'syncNow'>;
  /** They are on the disk and told. */
  readonly onArrived: (trips: readonly Trip[]) => void;
  /** They were written, and the disk refused to keep them after all: nobody was told. */
  readonly onLost: (trips: readonly Trip[], error: unknown) => void;
}

/**
 * Brings what was written to the disk, one trip at a time, while everything else goes on; or all that was written, at once. Whoever waits for it is told in
 * the order in which it was written, and never before it is there.
 */
export class DiskTrips {
  readonly #options: DiskTripsOptions;
  #underWay: Trip | null = null;
  /** Something that was written never came to the disk, as far as anybody knows: also an empty trip is synced then. */
  #isDoubtful = false;
  readonly #untold: Trip[] = [];
  #isTelling = false;

  constructor(options: DiskTripsOptions) {
    this.#options = options;
  }

  get isUnderWay(): boolean {
    return this.#underWay !== null;
  }

  /** Nothing else may be under way. */
  begin(trip: Trip): void {
    if (!this.#needsSync([trip])) {
      this.#arrive([trip]);
      return;
    }
    this.#underWay = trip;
    // What was synced at once meanwhile has taken it along.
    const isOver = (): boolean => {
      if (this.#underWay !== trip) return true;
      this.#underWay = null;
      return false;
    };
    this.#options.database.synced().then(
      () => {
        if (!isOver()) this.#arrive([trip]);
      },
      (error: unknown) => {
        if (!isOver()) this.#lose([trip], error);
      },
    );
  }

  /** With what is under way, which was written before it. False: the disk refuses. */
  makeNow(trip: Trip): boolean {
    const trips = this.#underWay === null ? [trip] : [this.#underWay, trip];
    this.#underWay = null;
    try {
      if (this.#needsSync(trips)) this.#options.database.syncNow();
    } catch (error) {
      this.#lose(trips, error);
      return false;
    }
    this.#arrive(trips);
    return true;
  }

  /** What is under way is told nobody any more. */
  giveUp(): readonly Waiter[] {
    const waiters = this.#underWay?.waiters ?? [];
    this.#underWay = null;
    return waiters;
  }

  #needsSync(trips: readonly Trip[]): boolean {
    return this.#isDoubtful || trips.some(({ isEmpty }) => !isEmpty);
  }

  #lose(trips: readonly Trip[], error: unknown): void {
    this.#isDoubtful = true;
    this.#options.onLost(trips, error);
  }

  #arrive(trips: readonly Trip[]): void {
    this.#isDoubtful = false;
    this.#untold.push(...trips);
    // Whoever is told may have more written at once, and hears of that after this.
    if (!this.#isTelling) this.#tell();
    this.#options.onArrived(trips);
  }

  #tell(): void {
    this.#isTelling = true;
    try {
      for (let trip = this.#untold.shift(); trip !== undefined; trip = this.#untold.shift()) {
        for (const { resolve } of trip.waiters) resolve();
        trip.tell();
      }
    } finally {
      this.#isTelling = false;
    }
  }
}
