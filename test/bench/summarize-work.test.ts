import { describe, expect, it } from 'vitest';
import { reportOf } from './bench-report.ts';
import type { Measurement } from './measurement.ts';
import type { WorkRuns } from './summarize-work.ts';
import { summarizeWork } from './summarize-work.ts';
import { works } from './works.ts';

const work = works.find(({ name }) => name === 'put-large') ?? works[0];
if (work === undefined) throw new Error('there are no works');
const payload = { files: [{ path: 'large.bin', sizeBytes: 2 ** 30 }], totalBytes: 2 ** 30 };

function runsOf(walls: readonly number[], peakBytes = 50e6): readonly Measurement[] {
  return walls.map((wallSeconds) => ({ wallSeconds, cpuSeconds: wallSeconds / 2, peakBytes }));
}

function runsWith(gantry: readonly Measurement[], curl: readonly Measurement[]): WorkRuns {
  return {
    runs: new Map([
      ['Gantry', gantry],
      ['curl', curl],
    ]),
    skipped: [],
    voided: [],
  };
}

describe('summarizeWork', () => {
  it('holds the median of the pairs against the aim, so that a slow minute of the machine does not count', () => {
    // The second round was slow for both.
    const [comparison] = summarizeWork(work, payload, runsWith(runsOf([1.2, 6, 1.1]), runsOf([1, 5, 1]))).comparisons;
    expect(comparison?.medianOfPairs).toBeCloseTo(1.2);
    expect(comparison?.ratioOfMedians).toBeCloseTo(1.2);
    expect(comparison?.isMet).toBe(true);
  });

  it('says when an aim is missed', () => {
    const result = summarizeWork(work, payload, runsWith(runsOf([1.3, 1.3, 1.2], 250e6), runsOf([1, 1, 1])));
    expect(result.comparisons[0]?.isMet).toBe(false);
    expect(result.isPeakMet).toBe(false);
    expect(reportOf(result)).toContain('aim ≤ 1.25: MISSED');
    expect(reportOf(result)).toContain('peak: 250 MB; aim < 200 MB: MISSED');
  });

  it('compares nothing with a client whose figures do not count, and says why', () => {
    const runs: WorkRuns = { runs: new Map([['Gantry', runsOf([1])]]), skipped: [], voided: ['curl: 0 of 1 files arrived'] };
    const result = summarizeWork(work, payload, runs);
    expect(result.comparisons).toEqual([]);
    expect(reportOf(result)).toContain('VOID – curl: 0 of 1 files arrived');
  });
});
