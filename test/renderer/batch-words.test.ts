import { describe, expect, it } from 'vitest';
import { barSegments } from '../../renderer/batches/bar-segments.ts';
import { countVerified } from '../../renderer/batches/count-verified.ts';
import { receiptDetails } from '../../renderer/batches/receipt-details.ts';
import { receiptTitle } from '../../renderer/batches/receipt-title.ts';
import { cellOf } from '../../renderer/store/upload-cell.ts';
import type { BatchProgress } from '../../shared/progress.ts';
import { batchProgress, fileProgress } from './file-progress.ts';

const settled = { createdAt: 0, settledAt: 3_480_000, bytesTotal: 142_000_000_000, bytesConfirmed: 142_000_000_000 };

describe('receiptTitle', () => {
  it.each([
    [{ total: 1942, successful: 1940, skipped: 2 }, 'All 1,942 files arrived at'],
    [{ total: 1, successful: 1 }, '1 file arrived at'],
    [{ total: 1942, successful: 1939, failed: 3 }, '1,939 of 1,942 files arrived at'],
    [{ total: 0 }, 'Nothing to upload to'],
  ])('%j is "%s"', (given, words) => {
    expect(receiptTitle(batchProgress(given))).toBe(words);
  });
});

describe('receiptDetails', () => {
  it('keeps verified, size checked and accepted apart', () => {
    const batch = batchProgress({ ...settled, total: 12, successful: 9, failed: 1, cancelled: 1, skipped: 1 });
    expect(
      receiptDetails(
        batch,
        new Map([
          ['crc64nvme', 5],
          ['size', 3],
          ['accepted', 1],
        ] as const),
      ),
    ).toEqual([
      '142 GB in 58 min',
      '41 MB/s on average',
      '5 verified (CRC64NVME)',
      '3 size checked',
      '1 accepted by the server',
      '1 skipped',
      '1 failed',
      '1 cancelled',
    ]);
  });

  it('claims no average for what took no time', () => {
    const batch = batchProgress({ ...settled, settledAt: 200, bytesConfirmed: 1000 });
    expect(receiptDetails(batch, new Map())).toEqual(['1.0 kB in 1 s']);
  });

  it('tells no time of what did not arrive', () => {
    const batch = batchProgress({ ...settled, total: 1, cancelled: 1, bytesConfirmed: 0 });
    expect(receiptDetails(batch, new Map())).toEqual(['1 cancelled']);
  });
});

describe('countVerified', () => {
  it('counts completed files of that batch only', () => {
    const files = [
      fileProgress({ position: 1, status: 'completed', verification: 'crc64nvme' }),
      fileProgress({ position: 2, status: 'completed', verification: null }),
      fileProgress({ position: 3, status: 'failed' }),
    ];
    const [batchId] = files.map((file) => file.batchId);
    if (batchId === undefined) throw new Error('no file');
    expect(countVerified(files.map(cellOf), batchId)).toEqual(
      new Map([
        ['crc64nvme', 1],
        ['accepted', 1],
      ]),
    );
  });
});

describe('barSegments', () => {
  it('never fills more than the bar', () => {
    const batch = batchProgress({
      total: 10,
      waiting: 4,
      failed: 6,
      bytesTotal: 100,
      bytesConfirmed: 30,
      bytesSent: 50,
      progressPercentage: 50,
    });
    const segments = barSegments(batch);
    expect(segments.map(({ kind }) => kind)).toEqual(['done', 'moving', 'waiting', 'failed']);
    expect(segments.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  });

  it('is hatched where all that is left is paused', () => {
    const half = { total: 4, successful: 1, bytesTotal: 100, bytesConfirmed: 25, bytesSent: 50, progressPercentage: 50 };
    const kindsOf = (counts: Partial<BatchProgress>) => barSegments(batchProgress({ ...half, ...counts })).map(({ kind }) => kind);
    expect(kindsOf({ paused: 3 })).toEqual(['done', 'paused']);
    expect(kindsOf({ paused: 2, queued: 1 })).toEqual(['done', 'moving']);
    expect(kindsOf({ paused: 2, active: 1 })).toEqual(['done', 'moving']);
  });

  it('is empty for a batch that has not begun, and full for one of empty files', () => {
    expect(barSegments(batchProgress({ total: 3 }))).toEqual([]);
    expect(barSegments(batchProgress({ total: 3, successful: 3, progressPercentage: 100 }))).toEqual([{ kind: 'moving', share: 1 }]);
  });
});
