import type { Measurement } from './measurement.ts';
import type { Payload } from './payload.ts';
import { medianOf, spreadOf } from './spread.ts';
import type { Comparison, ContestantResult, WorkResult } from './work-result.ts';
import type { Work } from './works.ts';
import { mostPeakBytes } from './works.ts';

export interface WorkRuns {
  /** By the contestant's name; only those whose runs all count. */
  readonly runs: ReadonlyMap<string, readonly Measurement[]>;
  readonly skipped: readonly string[];
  readonly voided: readonly string[];
}

/** Turns the runs of one work into what is printed and written down. */
export function summarizeWork(work: Work, payload: Pick<Payload, 'files' | 'totalBytes'>, { runs, skipped, voided }: WorkRuns): WorkResult {
  const contestants = [work.gantry, ...work.variants, ...work.peers.map(({ contestant }) => contestant)].flatMap(
    ({ name, isGantry }): readonly ContestantResult[] => {
      const own = runs.get(name);
      if (own === undefined || own.length === 0) return [];
      return [
        {
          name,
          isGantry,
          runs: own,
          wallSeconds: spreadOf(own.map(({ wallSeconds }) => wallSeconds)),
          cpuSeconds: spreadOf(own.map(({ cpuSeconds }) => cpuSeconds)),
          peakBytes: spreadOf(own.map(({ peakBytes }) => peakBytes)),
        },
      ];
    },
  );
  const peaks = contestants.filter(({ isGantry }) => isGantry).map(({ peakBytes }) => peakBytes.max);
  const gantryPeakBytes = peaks.length === 0 ? null : Math.max(...peaks);
  return {
    name: work.name,
    server: work.server,
    files: payload.files.length,
    totalBytes: payload.totalBytes,
    contestants,
    comparisons: work.peers.flatMap(({ contestant, mostTimesSlower }) => {
      const ours = contestants.find(({ name }) => name === work.gantry.name);
      const theirs = contestants.find(({ name }) => name === contestant.name);
      return ours === undefined || theirs === undefined ? [] : [compare(ours, theirs, mostTimesSlower)];
    }),
    gantryPeakBytes,
    isPeakMet: gantryPeakBytes === null ? null : gantryPeakBytes < mostPeakBytes,
    skipped,
    voided,
  };
}

function compare(ours: ContestantResult, theirs: ContestantResult, mostTimesSlower: number | null): Comparison {
  const pairs = ours.runs.flatMap(({ wallSeconds }, round) => {
    const other = theirs.runs[round];
    return other === undefined ? [] : [wallSeconds / other.wallSeconds];
  });
  const medianOfPairs = medianOf(pairs);
  return {
    peer: theirs.name,
    ratioOfMedians: ours.wallSeconds.median / theirs.wallSeconds.median,
    medianOfPairs,
    cpuRatioOfMedians: ours.cpuSeconds.median / theirs.cpuSeconds.median,
    mostTimesSlower,
    isMet: mostTimesSlower === null ? null : medianOfPairs <= mostTimesSlower,
  };
}
