import type { SeededRandom } from './seeded-random.ts';

export interface FuzzSession {
  /** Makes one case and tries it; throws when a promise of Gantry is broken. */
  runCase(random: SeededRandom): Promise<void>;
  close(): Promise<void>;
}

/** One border of Gantry that takes what others wrote. */
export interface FuzzTarget {
  readonly name: string;
  open(): Promise<FuzzSession>;
}
