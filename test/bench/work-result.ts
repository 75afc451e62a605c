import type { Measurement } from './measurement.ts';
import type { Spread } from './spread.ts';
import type { WorkName } from './work-names.ts';

export interface ContestantResult {
  readonly name: string;
  readonly isGantry: boolean;
  /** In the order of the rounds, without the one that warmed up. */
  readonly runs: readonly Measurement[];
  readonly wallSeconds: Spread;
  readonly cpuSeconds: Spread;
  readonly peakBytes: Spread;
}

/** Gantry's wall time over that of a peer: below 1 is faster. */
export interface Comparison {
  readonly peer: string;
  readonly ratioOfMedians: number;
  /** Of the runs that followed each other, which a busy machine slowed down alike; this one is held against the aim. */
  readonly medianOfPairs: number;
  readonly cpuRatioOfMedians: number;
  readonly mostTimesSlower: number | null;
  readonly isMet: boolean | null;
}

export interface WorkResult {
  readonly name: WorkName;
  readonly server: string;
  readonly files: number;
  readonly totalBytes: number;
  readonly contestants: readonly ContestantResult[];
  readonly comparisons: readonly Comparison[];
  readonly gantryPeakBytes: number | null;
  readonly isPeakMet: boolean | null;
  /** Clients, or the whole work, that were left out, each with why. */
  readonly skipped: readonly string[];
  /** Clients whose figures count for nothing, each with why: they failed, or not all arrived. */
  readonly voided: readonly string[];
}
