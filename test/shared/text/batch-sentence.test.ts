import { describe, expect, it } from 'vitest';
import type { DestinationId } from '../../../shared/ids.ts';
import { batchHold } from '../../../shared/text/batch-hold.ts';
import { batchSentence } from '../../../shared/text/batch-sentence.ts';
import { totals as sampleTotals } from '../../desktop/progress-samples.ts';
import { batchProgress } from '../../renderer/file-progress.ts';

const moving = {
  total: 1942,
  successful: 1200,
  skipped: 4,
  active: 6,
  queued: 729,
  failed: 3,
  bytesTotal: 142_000_000_000,
  bytesSent: 88_100_000_000,
  speedBytesPerSecond: 41_000_000,
  secondsLeft: 1320,
};

describe('batchSentence', () => {
  it('says files, bytes, speed and time left', () => {
    expect(batchSentence(batchProgress(moving))).toBe('1,204 of 1,942 files · 88.1 of 142 GB · 41 MB/s · about 22 min left');
  });

  it('says that it does not know yet instead of a zero', () => {
    expect(batchSentence(batchProgress({ ...moving, speedBytesPerSecond: null }))).toMatch(/· calculating$/);
    expect(batchSentence(batchProgress({ ...moving, secondsLeft: null }))).toMatch(/· 41 MB\/s · calculating$/);
  });

  it('promises no end while it is still scanning', () => {
    expect(batchSentence(batchProgress({ ...moving, isScanning: true }))).toBe(
      '1,204 of 1,942 files · 88.1 of 142 GB · still scanning · 41 MB/s',
    );
    expect(batchSentence(batchProgress({ total: 12_431, queued: 12_431, bytesTotal: 88_000_000_000, isScanning: true }))).toBe(
      'Scanning… 12,431 files · 88.0 GB',
    );
  });

  it('says why nothing moves', () => {
    const still = { ...moving, active: 0, queued: 0, speedBytesPerSecond: null, secondsLeft: null };
    expect(batchSentence(batchProgress({ ...still, waiting: 2 }))).toMatch(/· waiting$/);
    expect(batchSentence(batchProgress({ ...still, paused: 2 }))).toMatch(/· paused$/);
    const decided = { overwrite: 0, skip: 0, rename: 0 };
    const asks = { ...still, queued: 3, conflicts: { looking: 0, asked: 3, decided } };
    expect(batchSentence(batchProgress(asks))).toMatch(/· needs your decision$/);
    expect(batchSentence(batchProgress({ ...asks, conflicts: { ...asks.conflicts, looking: 1 } }))).toMatch(/· looks at what is there$/);
    expect(batchSentence(batchProgress(still))).toBe('1,204 of 1,942 files · 88.1 of 142 GB');
  });

  it('looks at nothing while something holds it, or somebody has paused it', () => {
    const decided = { overwrite: 0, skip: 0, rename: 0 };
    const looks = batchProgress({ total: 3, queued: 3, conflicts: { looking: 3, asked: 0, decided } });
    const ofBatch = (totals: Parameters<typeof sampleTotals>[0], batch = looks): string =>
      batchSentence({ ...batch, ...batchHold(batch, sampleTotals(totals)) });
    expect(ofBatch({})).toBe('0 of 3 files · looks at what is there');
    expect(ofBatch({ condition: { reason: 'metered', effect: 'pause' } })).toBe('0 of 3 files · waits: metered line');
    expect(ofBatch({ condition: { reason: 'battery', effect: 'slow' } })).toBe('0 of 3 files · looks at what is there');
    const hold = { ...looks, reason: 'server-busy', error: null, retryAt: null } as const;
    expect(ofBatch({ held: [hold] })).toBe('0 of 3 files · waiting');
    expect(ofBatch({ held: [{ ...hold, destinationId: 'another' as DestinationId }] })).toBe('0 of 3 files · looks at what is there');
    expect(ofBatch({ notice: { code: 'queue-disk-full', details: {} } })).toBe('0 of 3 files · waiting');
    expect(batchSentence({ ...looks, queued: 0, paused: 3 })).toBe('0 of 3 files · paused');
    const asks = { ...looks, conflicts: { looking: 0, asked: 3, decided } };
    expect(ofBatch({ condition: { reason: 'metered', effect: 'pause' } }, asks)).toBe('0 of 3 files · needs your decision');
    expect(batchSentence(sampleTotals({ total: 3, queued: 3, condition: { reason: 'offline', effect: 'pause' } }))).toBe(
      '0 of 3 files · waits: offline',
    );
  });

  it('leaves out bytes where there are none', () => {
    expect(batchSentence(batchProgress({ total: 3, successful: 1 }))).toBe('1 of 3 files');
  });
});
