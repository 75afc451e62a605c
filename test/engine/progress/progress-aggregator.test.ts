import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createProgressAggregator } from '../../../electron/engine/progress/progress-aggregator.ts';
import { createProgressListeners } from '../../../electron/engine/progress/progress-listeners.ts';
import type { UploadRecord } from '../../../electron/engine/queue/upload-record.ts';
import type { ProgressEnvelope } from '../../../shared/progress.ts';
import { uploadStatuses } from '../../../shared/upload.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { batchOf, uploadOf } from '../queue/record-of.ts';

/** `write` answers whether the disk takes what changed; what it takes is told at once, or by whoever `sync` is given to. */
function setUp(write: () => boolean = () => true, sync: (told: () => void) => void = (told) => told()) {
  const clock = createFakeClock();
  const events: (ProgressEnvelope & { readonly at: number })[] = [];
  const listeners = createProgressListeners({ write: () => undefined });
  listeners.add((event) => events.push({ ...event, at: clock.monotonicNow() }));
  const batch = batchOf(1);
  const setOut = (): void => {
    if (write()) sync(aggregator.prepare([], []));
  };
  const aggregator = createProgressAggregator({ clock, listeners, batchOf: () => batch, destinationNameOf: () => 'One', setOut });
  const tell = (...changes: Parameters<typeof aggregator.prepare>): void => sync(aggregator.prepare(...changes));
  const files = () => events.flatMap((event) => (event.action === 'file_progress' ? [{ ...event.payload, at: event.at }] : []));
  const batches = () => events.flatMap((event) => (event.action === 'batch_progress' ? [{ ...event.payload, at: event.at }] : []));
  return { clock, events, files, batches, aggregator, batch, tell };
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
        const { clock, files, aggregator, tell } = setUp();
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
            tell([record], []);
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
    const { clock, files, aggregator, tell } = setUp();
    const record = uploadOf(1, { status: 'uploading' });
    tell([record], []);
    for (let bytes = 1; bytes <= 50; bytes += 1) {
      record.bytesSent = bytes;
      aggregator.note(record);
    }
    expect(files()).toHaveLength(1);
    await clock.advance(100);
    expect(files().slice(1)).toMatchObject([{ bytesSent: 50 }]);
    record.status = 'completed';
    tell([record], []);
    const before = files().length;
    await clock.advance(5_000);
    expect(files()).toHaveLength(before);
    expect(clock.pendingTimers()).toBe(0);
  });

  it('does not tell a status before it is on disk', async () => {
    const { clock, files, tell } = setUp();
    const record = uploadOf(1, { status: 'uploading' });
    tell([record], []);
    record.status = 'verifying';
    await clock.advance(300);
    expect(new Set(files().map(({ status }) => status))).toEqual(new Set(['uploading']));
    tell([record], []);
    expect(files().at(-1)?.status).toBe('verifying');
  });

  it('tells a batch at once when it changes its status, and its numbers with the ticks', async () => {
    const { clock, batches, batch, tell } = setUp();
    batch.counts.queued = 5;
    tell([], [batch]);
    expect(batches()).toHaveLength(1);
    for (let round = 0; round < 20; round += 1) {
      batch.ignored += 1;
      tell([], [batch]);
      await clock.advance(10);
    }
    expect(batches().length).toBeLessThanOrEqual(3);
    await clock.advance(100);
    expect(batches().at(-1)?.ignored).toBe(20);
    batch.counts.queued = 0;
    batch.counts.completed = 5;
    batch.settledAt = 1;
    tell([], [batch]);
    expect(batches().at(-1)).toMatchObject({ status: 'completed', progressPercentage: 100 });
  });

  it('writes before it tells the numbers of a batch, and is silent about them while the disk refuses', async () => {
    let isRefusing = false;
    let written = 0;
    const { clock, batches, batch, tell } = setUp(() => {
      if (!isRefusing) written = batch.counts.completed;
      return !isRefusing;
    });
    const record = uploadOf(1, { status: 'uploading' });
    Object.assign(batch.counts, { uploading: 1, queued: 9 });
    tell([record], [batch]);
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

  it('tells files and batches as they were written, however far they are when that is on disk', async () => {
    const onDisk: (() => void)[] = [];
    const { clock, files, batches, aggregator, batch, tell } = setUp(
      () => true,
      (told) => onDisk.push(told),
    );
    const record = uploadOf(1, { status: 'uploading' });
    Object.assign(batch.counts, { uploading: 1, queued: 9 });
    tell([record], [batch]);
    record.status = 'verifying';
    batch.counts.completed = 3;
    expect([files(), batches()]).toEqual([[], []]);
    for (const told of onDisk.splice(0)) told();
    expect([files().at(-1)?.status, batches().at(-1)?.successful]).toEqual(['uploading', 0]);
    // And so with the numbers of a tick.
    await clock.advance(100);
    tell([record], [batch]);
    batch.counts.completed = 4;
    expect(batches()).toHaveLength(1);
    for (const told of onDisk.splice(0)) told();
    expect([files().at(-1)?.status, batches().at(-1)?.successful]).toEqual(['verifying', 3]);
    aggregator.close();
  });

  it('tells the numbers of a tick that did not come to the disk with one of the next', async () => {
    let isLost = false;
    const { clock, batches, aggregator, batch } = setUp(
      () => true,
      (told) => {
        if (!isLost) told();
      },
    );
    aggregator.noteBatches([batch]);
    await clock.advance(100);
    expect(batches()).toHaveLength(1);
    isLost = true;
    batch.ignored = 5;
    aggregator.noteBatches([batch]);
    await clock.advance(100);
    expect(batches()).toHaveLength(1);
    isLost = false;
    aggregator.noteBatches([]);
    await clock.advance(100);
    expect(batches().at(-1)?.ignored).toBe(5);
    aggregator.close();
  });

  it('tells a batch of which something else is news by the next tick, as it is on disk', async () => {
    let isRefusing = true;
    const { clock, batches, aggregator, batch } = setUp(() => !isRefusing);
    batch.counts.queued = 1;
    aggregator.noteBatches([batch]);
    expect(batches()).toEqual([]);
    await clock.advance(100);
    expect(batches()).toEqual([]);
    isRefusing = false;
    aggregator.noteBatches([batch]);
    await clock.advance(100);
    expect(batches()).toHaveLength(1);
    aggregator.close();
  });

  it('tells at its end what is still untold', () => {
    const { batches, aggregator, batch, tell } = setUp();
    batch.counts.queued = 5;
    tell([], [batch]);
    batch.ignored = 7;
    tell([], [batch]);
    aggregator.close();
    expect(batches().at(-1)?.ignored).toBe(7);
  });

  it('knows every status', () => {
    const { files, aggregator, tell } = setUp();
    for (const [index, status] of uploadStatuses.entries()) tell([uploadOf(index, { status })], []);
    expect(files().map(({ status }) => status)).toEqual([...uploadStatuses]);
    aggregator.close();
  });
});
