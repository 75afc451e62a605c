import { describe, expect, it } from 'vitest';
import { canRecordWrites } from './can-record-writes.ts';
import { judgeClicks } from './judge-clicks.ts';

describe.skipIf(!canRecordWrites())(
  `clicks, after a power loss ${canRecordWrites() ? '' : '[skipped: needs Linux and a C compiler]'}`,
  () => {
    it('are all in the queue that were answered, and nothing that was taken away is back', async () => {
      const seeds = Array.from({ length: 120 }, (_, seed) => seed);
      const verdict = await judgeClicks(1, 60, seeds);
      expect(verdict.failing).toEqual([]);
      expect(verdict.told).toBeGreaterThan(3_000);
    });
  },
);
