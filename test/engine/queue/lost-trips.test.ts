import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createUploadStore } from '../../../electron/engine/storage/upload-store.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { openWithTwoFiles } from './open-with-two-files.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

describe('changes that do not get to the disk', () => {
  it('are told nobody, and are written and told once more', async () => {
    const { queue, clock, told, troubles, first, second, endSync, eio, database, close } = openWithTwoFiles(directory.path);
    queue.move(first, 'checking');
    const outcome = queue.durable().catch((error: unknown) => error);
    await clock.advance(0);
    queue.move(second, 'checking');
    database.exec("UPDATE uploads SET status = 'queued'");
    await endSync(eio);
    expect(await outcome).toMatchObject({ code: 'queue-unusable' });
    expect([told, troubles]).toEqual([[], ['queue-unusable']]);
    await expect(queue.durable()).rejects.toMatchObject({ code: 'queue-unusable' });
    await clock.advance(2_000);
    expect(createUploadStore(database).select({ statuses: ['checking'] })).toHaveLength(2);
    expect([told, troubles]).toEqual([[], ['queue-unusable']]);
    await endSync();
    expect([told, troubles]).toEqual([
      ['upload-1 checking', 'upload-2 checking'],
      ['queue-unusable', null],
    ]);
    close();
  });

  it('are lost with a commit that fails, and both are written once more in their order', async () => {
    const { queue, clock, disk, told, first, second, endSync, eio, close } = openWithTwoFiles(directory.path);
    queue.move(first, 'checking');
    await clock.advance(100);
    queue.move(second, 'checking');
    disk.isBad = true;
    expect(queue.commit()).toBe(false);
    // Its own end says nothing any more, good or bad.
    await endSync(eio);
    expect(told).toEqual([]);
    disk.isBad = false;
    await clock.advance(2_000);
    await endSync();
    expect(told).toEqual(['upload-1 checking', 'upload-2 checking']);
    close();
  });

  it('do not stand for what was refused after they were written', async () => {
    const { queue, clock, disk, told, troubles, first, second, endSync, close } = openWithTwoFiles(directory.path);
    queue.move(first, 'checking');
    await clock.advance(100);
    queue.move(second, 'checking');
    disk.isFull = true;
    expect(queue.commit()).toBe(false);
    await endSync();
    expect([told, troubles]).toEqual([['upload-1 checking'], ['queue-disk-full']]);
    const { transactions } = disk;
    disk.isFull = false;
    // Nobody asks a disk that has just refused but the clock.
    queue.setOut();
    expect(disk.transactions).toBe(transactions);
    disk.isFull = false;
    await clock.advance(2_000);
    await endSync();
    expect([told.at(-1), troubles]).toEqual(['upload-2 checking', ['queue-disk-full', null]]);
    close();
  });

  it('also when only notes were lost, have the disk asked again', async () => {
    const { queue, clock, disk, troubles, endSync, eio, close } = openWithTwoFiles(directory.path);
    let notes = 0;
    queue.alsoWrite(() => {
      notes += 1;
    });
    await clock.advance(100);
    await endSync(eio);
    await clock.advance(2_000);
    expect([disk.begun, troubles]).toEqual([2, ['queue-unusable']]);
    await endSync();
    expect([notes, troubles]).toEqual([1, ['queue-unusable', null]]);
    close();
  });
});
