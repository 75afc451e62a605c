import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentageOf } from '../../../electron/engine/progress/percentage-of.ts';

const factsOf = fc.record({
  files: fc.nat(10_000),
  arrived: fc.integer({ min: -1, max: 10_000 }),
  bytesTotal: fc.nat(),
  bytesDone: fc.integer({ min: -10 }),
});

describe('the percentage', () => {
  it('is 0 to 100 with one decimal, never below what was shown, and 100 exactly when every file has arrived', () => {
    fc.assert(
      fc.property(factsOf, fc.nat(1_000), (facts, shownTenths) => {
        const shown = shownTenths / 10;
        const percentage = percentageOf(facts, shown);
        const isAll = facts.files > 0 && facts.arrived >= facts.files;
        expect(percentage === 100).toBe(isAll);
        expect(percentage).toBeGreaterThanOrEqual(Math.min(99.9, shown));
        expect(percentage).toBeLessThanOrEqual(100);
        expect(Math.round(percentage * 10)).toBeCloseTo(percentage * 10, 6);
      }),
    );
  });

  it('grows with the bytes', () => {
    fc.assert(
      fc.property(factsOf, fc.nat(), (facts, more) => {
        expect(percentageOf({ ...facts, bytesDone: facts.bytesDone + more }, 0)).toBeGreaterThanOrEqual(percentageOf(facts, 0));
      }),
    );
  });

  it.each([
    ['empty files count as files', { files: 4, arrived: 1, bytesTotal: 0, bytesDone: 0 }, 25],
    ['big files count by their bytes', { files: 2, arrived: 1, bytesTotal: 1_000_000, bytesDone: 10 }, 0],
    ['nothing is nothing', { files: 0, arrived: 0, bytesTotal: 0, bytesDone: 0 }, 0],
    ['all bytes without the last word', { files: 2, arrived: 1, bytesTotal: 10_000, bytesDone: 10_000 }, 99.9],
  ])('%s', (_words, facts, wanted) => {
    expect(percentageOf(facts, 0)).toBe(wanted);
  });
});
