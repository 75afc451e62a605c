import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UploadRecord } from '../../../electron/engine/queue/upload-record.ts';
import { createUploadStore } from '../../../electron/engine/storage/upload-store.ts';
import type { UploadId } from '../../../shared/ids.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { createGate } from '../gate.ts';
import { openTestQueue } from './open-test-queue.ts';
import { batchOf, uploadOf } from './record-of.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

function open(place = directory.path) {
  const clock = createFakeClock();
  const disk = { isBad: false, transactions: 0, synced: 0, gate: Promise.resolve() };
  const test = openTestQueue(place, clock, (database) => ({
    ...database,
    transaction: (work) => {
      if (disk.isBad) throw Object.assign(new Error('refused'), { code: 'SQLITE_FULL' });
      disk.transactions += 1;
      return database.transaction(work);
    },
    synced: async () => {
      await disk.gate;
      if (disk.isBad) throw Object.assign(new Error('refused'), { code: 'EIO' });
    },
    syncNow: () => {
      disk.synced += 1;
      database.syncNow();
    },
  }));
  test.queue.addBatch(batchOf(1), []);
  const onDisk = () =>
    new Map(
      createUploadStore(test.database)
        .select({})
        .map((record) => [record.uploadId, record]),
    );
  return { ...test, clock, disk, onDisk };
}

const idOf = (number: number) => uploadOf(number).uploadId;

describe('a row that somebody waits for', () => {
  it('goes to the disk without its neighbours, also when it is new, and is told with them in their order', async () => {
    const { queue, clock, onDisk, told, close } = open();
    const [first, second] = [uploadOf(1), uploadOf(2)];
    queue.addUpload(first);
    queue.addUpload(second);
    await clock.advance(5);
    queue.move(second, 'checking', { checkpoint: { name: 'two' } });
    let isDurable = false;
    void queue.durableRow(second).then(() => {
      isDurable = true;
    });
    expect(isDurable).toBe(false);
    await clock.advance(0);
    expect([isDurable, [...onDisk().keys()]]).toEqual([true, [second.uploadId]]);
    expect(onDisk().get(second.uploadId)).toMatchObject({ status: 'checking', checkpoint: { name: 'two' } });
    expect(told).toEqual([]);
    queue.move(second, 'uploading');
    await clock.advance(25);
    expect(told).toEqual(['upload-1 queued', 'upload-2 uploading']);
    expect(onDisk().get(second.uploadId)?.status).toBe('uploading');
    close();
  });

  it('shares its trip with others that come within a few milliseconds, the first excepted', async () => {
    const { queue, clock, disk, close } = open();
    const records = [1, 2, 3, 4].map((number) => uploadOf(number));
    for (const record of records) queue.addUpload(record);
    await clock.advance(100);
    const before = disk.transactions;
    const waited: string[] = [];
    for (const record of records) {
      queue.change(record, { bytesConfirmed: 1 });
      void queue.durableRow(record).then(() => waited.push(record.uploadId));
      await clock.advance(1);
    }
    expect([waited, disk.transactions - before]).toEqual([['upload-1', 'upload-2', 'upload-3', 'upload-4'], 2]);
    close();
  });

  it('is synced while others go on, and told only when that has ended', async () => {
    const { queue, clock, disk, told, close } = open();
    const [first, second] = [uploadOf(1), uploadOf(2)];
    for (const record of [first, second]) queue.addUpload(record);
    await clock.advance(100);
    const gate = createGate();
    disk.gate = gate.opened;
    disk.synced = 0;
    const before = disk.transactions;
    const ended: string[] = [];
    for (const record of [first, second]) {
      queue.change(record, { bytesConfirmed: 1 });
      void queue.durableRow(record).then(() => ended.push(record.uploadId));
      await clock.advance(10);
    }
    // The second one waits for the sync of the first, and is not told meanwhile.
    expect([ended, disk.transactions - before]).toEqual([[], 1]);
    told.length = 0;
    // What is told with all others must not be taken back by a power cut either.
    queue.commit();
    expect([disk.synced, told]).toEqual([1, ['upload-1 queued', 'upload-2 queued']]);
    await clock.advance(0);
    expect(ended).toEqual(['upload-1', 'upload-2']);
    told.length = 0;
    gate.open();
    await clock.advance(10);
    expect([ended.length, told]).toEqual([2, []]);
    close();
  });

  it('is written once more where the sync failed', async () => {
    const { queue, clock, disk, database, onDisk, troubles, close } = open();
    const record = uploadOf(1);
    queue.addUpload(record);
    await clock.advance(100);
    const gate = createGate();
    disk.gate = gate.opened;
    queue.change(record, { bytesConfirmed: 7 });
    const outcome = queue.durableRow(record).catch((error: unknown) => error);
    await clock.advance(5);
    database.exec('UPDATE uploads SET bytes_confirmed = 0');
    disk.isBad = true;
    gate.open();
    await clock.advance(1);
    expect(await outcome).toMatchObject({ code: 'queue-unusable' });
    disk.isBad = false;
    await clock.advance(2_000);
    expect([onDisk().get(record.uploadId)?.bytesConfirmed, troubles]).toEqual([7, ['queue-unusable', null]]);
    close();
  });

  it('ends at once on a disk that refuses, and is written when it takes again', async () => {
    const { queue, clock, disk, onDisk, troubles, close } = open();
    const record = uploadOf(1);
    queue.addUpload(record);
    await clock.advance(100);
    disk.isBad = true;
    queue.change(record, { bytesConfirmed: 7 });
    const outcome = queue.durableRow(record).catch((error: unknown) => error);
    await clock.advance(1);
    expect(await outcome).toMatchObject({ code: 'queue-disk-full', failureClass: 'queue' });
    await expect(queue.durableRow(record)).rejects.toMatchObject({ code: 'queue-disk-full' });
    disk.isBad = false;
    await clock.advance(2_000);
    expect([onDisk().get(record.uploadId)?.bytesConfirmed, troubles]).toEqual([7, ['queue-disk-full', null]]);
    close();
    await expect(queue.durableRow(record)).rejects.toMatchObject({ code: 'queue-unusable' });
  });

  it('that was only planned on a disk that refuses begins without its plan, but for a file whose turn has come', async () => {
    const { queue, clock, disk, onDisk, close } = open();
    const [waits, begins] = [uploadOf(1), uploadOf(2)];
    queue.addUpload(waits);
    queue.addUpload(begins);
    await clock.advance(100);
    disk.isBad = true;
    queue.plan(waits, { name: 'one' });
    queue.plan(begins, { name: 'two' });
    const taken = begins.plan;
    begins.plan = null;
    await clock.advance(1);
    await expect(taken).rejects.toMatchObject({ code: 'queue-disk-full' });
    // Also one that is planned while the trouble lasts.
    const late = uploadOf(3);
    queue.addUpload(late);
    queue.plan(late, { name: 'three' });
    await clock.advance(1);
    disk.isBad = false;
    await clock.advance(2_000);
    expect([waits, begins, late].map(({ plan, checkpoint }) => [plan, checkpoint])).toEqual([
      [null, null],
      [null, { name: 'two' }],
      [null, null],
    ]);
    expect([...onDisk().values()].map(({ checkpoint }) => checkpoint)).toEqual([null, { name: 'two' }, null]);
    close();
  });

  it('never leaves the disk with anything but what the memory holds, whatever else is written between', async () => {
    const file = fc.integer({ min: 1, max: 4 });
    const step = fc.oneof(
      fc.record({ kind: fc.constant('add' as const), file }),
      fc.record({ kind: fc.constant('change' as const), file, bytes: fc.nat(100) }),
      fc.record({ kind: fc.constant('row' as const), file }),
      fc.record({ kind: fc.constant('time' as const), ms: fc.constantFrom(0, 1, 4, 25) }),
      fc.record({ kind: fc.constant('commit' as const) }),
      fc.record({ kind: fc.constant('disk' as const), isBad: fc.boolean() }),
    );
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        round += 1;
        const { queue, clock, disk, onDisk, close } = open(`${directory.path}/${round}`);
        const records = new Map<UploadId, UploadRecord>();
        const waiting = new Set<{ readonly record: UploadRecord; readonly states: number[] }>();
        for (const one of steps) {
          const record = 'file' in one ? (records.get(idOf(one.file)) ?? null) : null;
          if (one.kind === 'add' && record === null) {
            const added = uploadOf(one.file);
            records.set(added.uploadId, added);
            queue.addUpload(added);
          } else if (one.kind === 'change' && record !== null) {
            queue.change(record, { bytesConfirmed: one.bytes });
            for (const waiter of waiting) if (waiter.record === record) waiter.states.push(one.bytes);
          } else if (one.kind === 'row' && record !== null) {
            const { uploadId } = record;
            // As it was when it was asked for, or as it came to be after that.
            const states = [record.bytesConfirmed];
            waiting.add({ record, states });
            void queue.durableRow(record).then(
              () => expect(states).toContain(onDisk().get(uploadId)?.bytesConfirmed),
              (error: unknown) => expect(error).toMatchObject({ code: 'queue-disk-full' }),
            );
          } else if (one.kind === 'time') await clock.advance(one.ms);
          else if (one.kind === 'commit') queue.commit();
          else if (one.kind === 'disk') disk.isBad = one.isBad;
        }
        disk.isBad = false;
        await clock.advance(5_000);
        const stored = onDisk();
        expect([...stored.keys()].sort()).toEqual([...records.keys()].sort());
        for (const [uploadId, record] of records) expect(stored.get(uploadId)?.bytesConfirmed).toBe(record.bytesConfirmed);
        close();
      }),
      { numRuns: 40 },
    );
  });
});
