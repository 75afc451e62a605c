import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createQueueTotals } from '../../../electron/engine/progress/queue-totals.ts';
import { emptyCounts } from '../../../electron/engine/queue/batch-record.ts';
import { batchOf } from '../queue/record-of.ts';

const facts = { speedBytesPerSecond: null, held: [], notice: null };

/** A batch of `files` files of 100 bytes, of which `arrived` are there and one more is half way. */
function standing(number: number, files: number, arrived: number, isSettled = arrived === files) {
  return batchOf(number, {
    counts: { ...emptyCounts(), completed: arrived, queued: files - arrived },
    bytesTotal: files * 100,
    bytesSent: arrived * 100,
    bytesConfirmed: arrived * 100,
    settledAt: isSettled ? 1 : null,
  });
}

describe('the totals of the queue', () => {
  it('never fall while the same batches are worked on, and are full when all has arrived', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(sizes, fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 0, max: 20 })), { maxLength: 60 }), (files, steps) => {
        const totals = createQueueTotals();
        const arrived = files.map(() => 0);
        const look = () =>
          totals.compute(
            files.map((count, index) => standing(index, count, arrived[index] ?? 0)),
            facts,
          );
        let shown = look().progressPercentage;
        for (const [index, count] of steps) {
          // It may also go back: a file that has to begin again.
          if (index < files.length) arrived[index] = Math.min(count, files[index] ?? 0);
          const { progressPercentage } = look();
          const isAll = arrived.every((done, place) => done === files[place]);
          expect(progressPercentage === 100).toBe(isAll);
          if (isAll) return;
          expect(progressPercentage).toBeGreaterThanOrEqual(shown);
          expect(progressPercentage).toBeLessThanOrEqual(100);
          shown = progressPercentage;
        }
      }),
    );
  });

  it('keep a batch that is through in the sum while another is on its way', () => {
    const totals = createQueueTotals();
    totals.compute([standing(1, 10, 0), standing(2, 10, 0)], facts);
    expect(totals.compute([standing(1, 10, 10), standing(2, 10, 1)], facts)).toMatchObject({
      total: 20,
      successful: 11,
      queued: 9,
      bytesTotal: 2_000,
    });
  });

  it('begin with nothing when new work comes to a queue at rest', () => {
    const totals = createQueueTotals();
    totals.compute([standing(1, 10, 5)], facts);
    expect(totals.compute([standing(1, 10, 10)], facts).progressPercentage).toBe(100);
    expect(totals.compute([standing(1, 10, 10), standing(2, 5, 0)], facts)).toMatchObject({ total: 5, progressPercentage: 0 });
  });

  it('show the last stretch when all is at rest, and nothing when the list is empty', () => {
    expect(createQueueTotals().compute([standing(1, 3, 3), standing(2, 4, 4)], facts)).toMatchObject({ total: 4, progressPercentage: 100 });
    expect(createQueueTotals().compute([], facts)).toMatchObject({ total: 0, bytesTotal: 0, progressPercentage: 0, secondsLeft: null });
  });

  it('leave cancelled files out of the percentage', () => {
    const batch = batchOf(1, { counts: { ...emptyCounts(), completed: 2, cancelled: 8 }, bytesTotal: 200, bytesSent: 200 });
    expect(createQueueTotals().compute([batch], facts).progressPercentage).toBe(100);
  });

  it('are not full while a folder is being walked', () => {
    const batch = { ...standing(1, 3, 3, false), isScanning: true };
    expect(createQueueTotals().compute([batch], facts).progressPercentage).toBeLessThan(100);
  });
});
