import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import { createUploadStore } from '../../../electron/engine/storage/upload-store.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { provesMachine } from '../../faults/machine/proves-machine.ts';
import type { TestQueue } from './open-test-queue.ts';
import { openTestQueue } from './open-test-queue.ts';
import { batchOf, uploadOf } from './record-of.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

describe('a disk that refuses', () => {
  function openOnBadDisk() {
    const clock = createFakeClock();
    const disk = { isBad: false, writes: 0, code: 'SQLITE_FULL' };
    const test = openTestQueue(directory.path, clock, (database) => ({
      ...database,
      transaction: (work) => {
        disk.writes += 1;
        if (disk.isBad) throw Object.assign(new Error('refused'), { code: disk.code });
        return database.transaction(work);
      },
    }));
    test.queue.addBatch(batchOf(1), []);
    test.queue.addUpload(uploadOf(1));
    test.queue.commit();
    const [record] = test.queue.load({});
    if (record === undefined) throw new Error('lost');
    return { ...test, clock, disk, record };
  }

  it('is told once, asked again every two seconds, and gets everything afterwards', async () => {
    const { queue, clock, disk, record, told, troubles, database, close } = openOnBadDisk();
    told.length = 0;
    disk.isBad = true;
    queue.move(record, 'checking');
    await clock.advance(60_000);
    expect(troubles).toEqual(['queue-disk-full']);
    expect(disk.writes).toBeLessThan(35);
    queue.move(record, 'uploading');
    disk.isBad = false;
    await clock.advance(2_000);
    expect(troubles).toEqual(['queue-disk-full', null]);
    expect(told).toEqual(['upload-1 uploading']);
    expect(createUploadStore(database).select({})[0]?.status).toBe('uploading');
    close();
  });

  it(provesMachine('disk-read-only-running'), async () => {
    for (const code of ['SQLITE_READONLY', 'SQLITE_READONLY_DBMOVED', 'SQLITE_CANTOPEN', 'SQLITE_IOERR_WRITE']) {
      const { queue, clock, disk, record, troubles, database, close } = openOnBadDisk();
      disk.code = code;
      disk.isBad = true;
      queue.change(record, { attempt: 1 });
      await clock.advance(60_000);
      expect(troubles).toEqual(['queue-unusable']);
      disk.isBad = false;
      await clock.advance(2_000);
      expect(troubles).toEqual(['queue-unusable', null]);
      expect(createUploadStore(database).select({})[0]?.attempt).toBe(1);
      queue.removeBatches([queue.batchOf(record)]);
      await clock.advance(1_000);
      close();
    }
  });

  it('that was taken away is not written to, though the system would', async () => {
    const { queue, clock, record, troubles, close } = openOnBadDisk();
    await rename(join(directory.path, 'queue.db'), join(directory.path, 'elsewhere.db'));
    queue.change(record, { attempt: 1 });
    await clock.advance(60_000);
    expect(troubles).toEqual(['queue-unusable']);
    await rename(join(directory.path, 'elsewhere.db'), join(directory.path, 'queue.db'));
    await clock.advance(2_000);
    expect(troubles).toEqual(['queue-unusable', null]);
    close();
  });

  it('what happens because it takes writes again is written too, and not told before', async () => {
    const clock = createFakeClock();
    const disk = { isBad: false };
    let test: TestQueue | null = null;
    test = openTestQueue(directory.path, clock, (database) => ({
      ...database,
      transaction: (work) => {
        if (disk.isBad) throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
        return database.transaction(work);
      },
    }));
    const { queue, troubles, database, told } = test;
    queue.addBatch(batchOf(1), []);
    queue.addUpload(uploadOf(1));
    queue.commit();
    const [record] = queue.load({});
    if (record === undefined) throw new Error('lost');
    told.length = 0;
    const push = troubles.push.bind(troubles);
    troubles.push = (...news) => {
      // As the scheduler does: the file goes on as soon as the disk does.
      if (news[0] === null) queue.move(record, 'checking');
      return push(...news);
    };
    disk.isBad = true;
    queue.change(record, { attempt: 3 });
    await clock.advance(25);
    disk.isBad = false;
    await clock.advance(2_000);
    expect(told).toEqual(['upload-1 queued']);
    await clock.advance(25);
    expect(told).toEqual(['upload-1 queued', 'upload-1 checking']);
    expect(createUploadStore(database).select({})[0]).toMatchObject({ status: 'checking', attempt: 3 });
    test.close();
  });

  it('ends the waiting for a checkpoint at once, with a code', async () => {
    const { queue, clock, disk, record, close } = openOnBadDisk();
    disk.isBad = true;
    queue.change(record, { bytesConfirmed: 5 });
    const outcome = queue.durable().catch((error: unknown) => error);
    await clock.advance(1);
    const error = await outcome;
    expect(error).toBeInstanceOf(UploadError);
    expect(error).toMatchObject({ code: 'queue-disk-full', failureClass: 'queue' });
    // And who comes after that does not wait for the next try of the disk.
    await expect(queue.durable()).rejects.toMatchObject({ code: 'queue-disk-full' });
    disk.isBad = false;
    close();
  });

  it('lets nothing be added or taken away, and leaves no trace of the try', async () => {
    const { queue, clock, disk, database, close } = openOnBadDisk();
    disk.isBad = true;
    expect(() => queue.addBatch(batchOf(2), ['/x'])).toThrow(expect.objectContaining({ code: 'queue-disk-full' }));
    const [batch] = queue.batches.values();
    if (batch === undefined) throw new Error('lost');
    expect(() => queue.removeBatches([batch])).toThrow(expect.objectContaining({ code: 'queue-disk-full' }));
    disk.isBad = false;
    await clock.advance(5_000);
    expect([...queue.batches.keys()]).toEqual(['batch-1']);
    expect(database.prepare('SELECT count(*) AS count FROM batches').get()?.['count']).toBe(1);
    close();
  });

  it('resolves the waiting for a good one when it is written', async () => {
    const { queue, clock, record, database, close } = openOnBadDisk();
    queue.change(record, { bytesConfirmed: 5 });
    let isDurable = false;
    void queue.durable().then(() => {
      isDurable = true;
    });
    expect(isDurable).toBe(false);
    await clock.advance(0);
    expect([isDurable, createUploadStore(database).select({})[0]?.bytesConfirmed]).toEqual([true, 5]);
    close();
    await expect(queue.durable()).rejects.toMatchObject({ code: 'queue-unusable' });
  });
});
