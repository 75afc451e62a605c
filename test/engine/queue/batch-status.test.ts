import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyCounts } from '../../../electron/engine/queue/batch-record.ts';
import type { BatchFacts } from '../../../electron/engine/queue/batch-status.ts';
import { batchStatusOf } from '../../../electron/engine/queue/batch-status.ts';
import { isActive, isSettled, uploadStatuses } from '../../../shared/upload.ts';

const countsOf = fc
  .record(Object.fromEntries(uploadStatuses.map((status) => [status, fc.constantFrom(0, 0, 1, 7)])))
  .map((counts) => ({ ...emptyCounts(), ...counts }));
const factsOf: fc.Arbitrary<BatchFacts> = fc.record({
  counts: countsOf,
  isScanning: fc.boolean(),
  isCancelled: fc.boolean(),
  refused: fc.nat(2),
});
const sum = (facts: BatchFacts, statuses: readonly (typeof uploadStatuses)[number][]) =>
  statuses.reduce((total, status) => total + facts.counts[status], 0);

describe('the status of a batch', () => {
  it('is settled only when nothing moves, waits or is still being found', () => {
    fc.assert(
      fc.property(factsOf, (facts) => {
        const isBatchSettled = ['completed', 'failed', 'cancelled'].includes(batchStatusOf(facts));
        const openFiles = sum(
          facts,
          uploadStatuses.filter((status) => !isSettled(status)),
        );
        expect(isBatchSettled).toBe(openFiles === 0 && !facts.isScanning);
      }),
    );
  });

  it('is completed only when nothing failed', () => {
    fc.assert(
      fc.property(factsOf, (facts) => {
        if (batchStatusOf(facts) === 'completed') expect(facts.counts.failed).toBe(0);
      }),
    );
  });

  it('is processing while any file is on its way, and paused only when everything that is open is', () => {
    fc.assert(
      fc.property(factsOf, (facts) => {
        const status = batchStatusOf(facts);
        if (sum(facts, uploadStatuses.filter(isActive)) > 0) expect(status).toBe('processing');
        if (status === 'paused') expect(facts.counts.queued + facts.counts.waiting).toBe(0);
      }),
    );
  });

  it.each([
    ['nothing could be added', { refused: 1 }, {}, 'failed'],
    ['one of many failed', {}, { completed: 9, failed: 1 }, 'failed'],
    ['some were cancelled one by one', {}, { completed: 9, cancelled: 1 }, 'completed'],
    ['all were cancelled one by one', {}, { cancelled: 2 }, 'cancelled'],
    ['it was cancelled as a whole after some had arrived', { isCancelled: true }, { completed: 9, cancelled: 1 }, 'cancelled'],
    ['everything was there already', {}, { skipped: 3 }, 'completed'],
    ['nothing has begun', {}, { queued: 3 }, 'pending'],
    ['the next file waits for its turn', {}, { queued: 3, completed: 1 }, 'processing'],
    ['it waits for its destination', {}, { waiting: 1, queued: 2 }, 'processing'],
  ] as const)('when %s', (_words, facts, counts, wanted) => {
    expect(batchStatusOf({ isScanning: false, isCancelled: false, refused: 0, ...facts, counts: { ...emptyCounts(), ...counts } })).toBe(
      wanted,
    );
  });
});
