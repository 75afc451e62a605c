import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createProgressAggregator } from '../../../electron/engine/progress/progress-aggregator.ts';
import { createProgressListeners } from '../../../electron/engine/progress/progress-listeners.ts';
import type { UploadRecord } from '../../../electron/engine/queue/upload-record.ts';
import type { ProgressEnvelope } from '../../../shared/progress.ts';
import { uploadStatuses } from '../../../shared/upload.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { batchOf, uploadOf } from '../queue/record-of.ts';

function setUp(commit: () => boolean = () => true) {
  const clock = createFakeClock();
  const events: (ProgressEnvelope & { readonly at: number })[] = [];
  const listeners = createProgressListeners({ write: () => undefined });
  listeners.add((event) => events.push({ ...event, at: clock.monotonicNow() }));
  const batch = batchOf(1);
  const aggregator = createProgressAggregator({ clock, listeners, batchOf: () => batch, destinationNameOf: () => 'One', commit });
  const files = () => events.flatMap((event) => (event.action === 'file_progress' ? [{ ...event.payload, at: event.at }] : []));
  const batches = () => events.flatMap((event) => (event.action === 'batch_progress' ? [{ ...event.payload, at: event.at }] : []));
  return { clock, events, files, batches, aggregator, batch };
}

const step = fc.oneof(
  fc.record({ kind: fc.constant('bytes' as const), file: fc.nat(2), bytes: fc.nat(200) }),
  fc.record({ kind: fc.constant('tell' as const), file: fc.nat(2) }),
  fc.record({
    kind: fc.constant('status' as const),
    file: fc.nat(2),
    to: fc.constantFrom('checking', 'uploading', 'verifying', 'queued', 'paused', 'failed', 'completed' as const),
  }),
  fc.record({ kind: fc.constant('time' as const), ms: fc.nat(120) }),
);

describe('the aggregator', () => {
  it('tells each change of a status at once, and numbers at most ten times a second, never above what there is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 80 }), async (steps) => {
        const { clock, files, aggregator } = setUp();
        const records: UploadRecord[] = [0, 1, 2].map((number) => uploadOf(number));
        for (const one of steps) {
          if (one.kind === 'time') {
            await clock.advance(one.ms);
            continue;
          }
          const record = records[one.file];
          if (record === undefined) throw new Error('lost');
          if (one.kind === 'bytes') {
            record.bytesSent = one.bytes;
            aggregator.note(record);
          } else {
            const isNews = one.kind === 'status' && one.to !== record.status;
            if (one.kind === 'status') record.status = one.to;
            aggregator.tell([record], []);
            if (isNews)
              expect(files().at(-1)).toMatchObject({ uploadId: record.uploadId, status: record.status, at: clock.monotonicNow() });
          }
        }
        for (const { uploadId } of records) {
          const mine = files().filter((event) => event.uploadId === uploadId);
          for (const event of mine) {
            expect(event.bytesSent).toBeLessThanOrEqual(event.fileSize);
            expect(event.progressPercentage).toBeLessThanOrEqual(100);
            expect(event.progressPercentage === 100).toBe(event.status === 'completed');
          }
          const numbersOnly = mine.filter(
            (event, index) => mine[index - 1]?.status === event.status && ['checking', 'uploading', 'verifying'].includes(event.status),
          );
          for (const { at } of numbersOnly)
            expect(numbersOnly.filter((other) => other.at >= at && other.at < at + 1_000).length).toBeLessThanOrEqual(10);
        }
        aggregator.close();
        expect(clock.pendingTimers()).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('tells the newest bytes at the next tick, once, and falls silent when the file is no longer on its way', async () => {
    const { clock, files, aggregator } = setUp();
    const record = uploadOf(1, { status: 'uploading' });
    aggregator.tell([record], []);
    for (let bytes = 1; bytes <= 50; bytes += 1) {
      record.bytesSent = bytes;
      aggregator.note(record);
    }
    expect(files()).toHaveLength(1);
    await clock.advance(100);
    expect(files().slice(1)).toMatchObject([{ bytesSent: 50 }]);
    record.status = 'completed';
    aggregator.tell([record], []);
    const before = files().length;
    await clock.advance(5_000);
    expect(files()).toHaveLength(before);
    expect(clock.pendingTimers()).toBe(0);
  });

  it('does not tell a status before it is on disk', async () => {
    const { clock, files, aggregator } = setUp();
    const record = uploadOf(1, { status: 'uploading' });
    aggregator.tell([record], []);
    record.status = 'verifying';
    await clock.advance(300);
    expect(new Set(files().map(({ status }) => status))).toEqual(new Set(['uploading']));
    aggregator.tell([record], []);
    expect(files().at(-1)?.status).toBe('verifying');
  });

  it('tells a batch at once when it changes its status, and its numbers with the ticks', async () => {
    const { clock, batches, aggregator, batch } = setUp();
    batch.counts.queued = 5;
    aggregator.tell([], [batch]);
    expect(batches()).toHaveLength(1);
    for (let round = 0; round < 20; round += 1) {
      batch.ignored += 1;
      aggregator.tell([], [batch]);
      await clock.advance(10);
    }
    expect(batches().length).toBeLessThanOrEqual(3);
    await clock.advance(100);
    expect(batches().at(-1)?.ignored).toBe(20);
    batch.counts.queued = 0;
    batch.counts.completed = 5;
    batch.settledAt = 1;
    aggregator.tell([], [batch]);
    expect(batches().at(-1)).toMatchObject({ status: 'completed', progressPercentage: 100 });
  });

  it('writes before it tells the numbers of a batch, and is silent about them while the disk refuses', async () => {
    let isRefusing = false;
    let written = 0;
    const { clock, batches, aggregator, batch } = setUp(() => {
      if (!isRefusing) written = batch.counts.completed;
      return !isRefusing;
    });
    const record = uploadOf(1, { status: 'uploading' });
    Object.assign(batch.counts, { uploading: 1, queued: 9 });
    aggregator.tell([record], [batch]);
    batch.counts.completed = 3;
    await clock.advance(100);
    expect(written).toBe(3);
    expect(batches().at(-1)?.successful).toBe(3);
    isRefusing = true;
    batch.counts.completed = 4;
    await clock.advance(500);
    expect(batches().at(-1)?.successful).toBe(3);
    isRefusing = false;
    await clock.advance(100);
    expect(batches().at(-1)?.successful).toBe(4);
  });

  it('tells at its end what is still untold', () => {
    const { batches, aggregator, batch } = setUp();
    batch.counts.queued = 5;
    aggregator.tell([], [batch]);
    batch.ignored = 7;
    aggregator.tell([], [batch]);
    aggregator.close();
    expect(batches().at(-1)?.ignored).toBe(7);
  });

  it('knows every status', () => {
    const { files, aggregator } = setUp();
    for (const [index, status] of uploadStatuses.entries()) aggregator.tell([uploadOf(index, { status })], []);
    expect(files().map(({ status }) => status)).toEqual([...uploadStatuses]);
    aggregator.close();
  });
});
