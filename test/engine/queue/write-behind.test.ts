import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createUploadStore } from '../../../electron/engine/storage/upload-store.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { openTestQueue } from './open-test-queue.ts';
import { batchOf, uploadOf } from './record-of.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

/** A queue on a disk where each trip takes so many milliseconds. */
function open(tripMs: number) {
  const time = createFakeClock();
  let blockedMs = 0;
  const clock = { ...time, monotonicNow: () => time.monotonicNow() + blockedMs };
  const test = openTestQueue(directory.path, clock, (database) => ({
    ...database,
    transaction: (work) => {
      blockedMs += tripMs;
      return database.transaction(work);
    },
  }));
  test.queue.addBatch(batchOf(1), []);
  return { ...test, clock };
}

describe('changes that nobody waits for', () => {
  it.each([
    [0, 25],
    [0.5, 25],
    [2, 80],
    [30, 100],
  ])('wait on a disk that needs %s ms for %s ms, so that hardly anything is held up by it', async (tripMs, waitsMs) => {
    const { queue, clock, told, close } = open(tripMs);
    queue.commit();
    queue.addUpload(uploadOf(1));
    await clock.advance(waitsMs - 1);
    expect(told).toEqual([]);
    await clock.advance(1);
    expect(told).toEqual(['upload-1 queued']);
    close();
  });

  it('do not wait where a person or a file does', async () => {
    const { queue, clock, told, close } = open(30);
    queue.commit();
    queue.addUpload(uploadOf(1));
    const written = queue.durable();
    await clock.advance(0);
    await written;
    expect(told).toEqual(['upload-1 queued']);
    close();
  });

  it('do not go with the plans that are made meanwhile, which share a trip of their own', async () => {
    const { queue, clock, told, database, close } = open(30);
    queue.commit();
    const [settled, ...planned] = [uploadOf(1), uploadOf(2), uploadOf(3)];
    queue.addUpload(settled);
    for (const record of planned) {
      queue.addUpload(record);
      queue.plan(record, { name: record.uploadId });
    }
    const before = clock.monotonicNow();
    await clock.advance(0);
    await Promise.all(planned.map(({ plan }) => plan));
    expect([told, clock.monotonicNow() - before]).toEqual([[], 30]);
    const stored = createUploadStore(database).select({});
    expect(stored.map(({ checkpoint }) => checkpoint)).toEqual([{ name: 'upload-2' }, { name: 'upload-3' }]);
    await clock.advance(100);
    expect(told).toEqual(['upload-1 queued', 'upload-2 queued', 'upload-3 queued']);
    close();
  });
});
