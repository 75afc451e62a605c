import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createUploadStore } from '../../../electron/engine/storage/upload-store.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { openOnSlowDisk } from './open-on-slow-disk.ts';
import { openWithTwoFiles } from './open-with-two-files.ts';
import { uploadOf } from './record-of.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

describe('changes on their way to the disk', () => {
  it('hold nobody up, and are told when they are there', async () => {
    const { queue, clock, disk, told, first, endSync, database, close } = openWithTwoFiles(directory.path);
    queue.move(first, 'checking');
    let isDurable = false;
    void queue.durable().then(() => {
      isDurable = true;
    });
    await clock.advance(100);
    expect(createUploadStore(database).select({})[0]?.status).toBe('checking');
    expect([told, isDurable, disk.syncsNow]).toEqual([[], false, 0]);
    await endSync();
    expect([told, isDurable, disk.begun, disk.syncsNow]).toEqual([['upload-1 checking'], true, 1, 0]);
    close();
  });

  it('are told as they were written, and what changed meanwhile goes with the next trip', async () => {
    const { queue, clock, disk, told, first, second, endSync, close } = openWithTwoFiles(directory.path);
    queue.move(first, 'checking');
    await clock.advance(100);
    queue.move(first, 'uploading');
    queue.move(second, 'checking');
    await clock.advance(1_000);
    expect([told, disk.begun]).toEqual([[], 1]);
    await endSync();
    expect([told, disk.begun]).toEqual([['upload-1 checking'], 2]);
    await endSync();
    expect(told).toEqual(['upload-1 checking', 'upload-1 uploading', 'upload-2 checking']);
    close();
  });

  it('are waited for by a commit, which tells them before its own and once', async () => {
    const { queue, clock, disk, told, first, second, endSync, close } = openWithTwoFiles(directory.path);
    queue.move(first, 'checking');
    await clock.advance(100);
    queue.move(second, 'checking');
    queue.move(first, 'uploading');
    expect(queue.commit()).toBe(true);
    const all = ['upload-1 checking', 'upload-2 checking', 'upload-1 uploading'];
    expect([told, disk.syncsNow]).toEqual([all, 1]);
    await endSync();
    expect(told).toEqual(all);
    // Also where nothing else changed.
    queue.move(second, 'uploading');
    await clock.advance(100);
    expect(queue.commit()).toBe(true);
    expect([told.at(-1), disk.syncsNow]).toEqual(['upload-2 uploading', 2]);
    expect(queue.commit()).toBe(true);
    expect(disk.syncsNow).toBe(2);
    close();
  });

  it('keep a file in memory that changed again before they were there', async () => {
    const { queue, clock, first, endSync, close } = openWithTwoFiles(directory.path);
    queue.move(first, 'skipped');
    await clock.advance(100);
    queue.change(first, { location: 'there' });
    await endSync();
    expect([...queue.live()]).toContain(first);
    await clock.advance(100);
    await endSync();
    expect([...queue.live()]).not.toContain(first);
    close();
  });

  it('that a file was told to wait for go with the changes, not twice, and a row waits for its own trip', async () => {
    const { queue, clock, disk, told, first, second, endSync, close } = openWithTwoFiles(directory.path);
    queue.move(first, 'checking');
    const ended: string[] = [];
    void queue.durableRow(first).then(() => ended.push('first'));
    await clock.advance(0);
    void queue.durableRow(second).then(() => ended.push('second'));
    queue.move(second, 'checking');
    await clock.advance(50);
    expect([ended, disk.begun]).toEqual([[], 1]);
    await endSync();
    // What is due takes the row along.
    expect([ended, told, disk.begun]).toEqual([['first'], [], 2]);
    await endSync();
    expect([ended, told, disk.begun]).toEqual([['first', 'second'], ['upload-1 checking', 'upload-2 checking'], 2]);
    close();
  });

  it('are followed at once by the rows that somebody came to wait for meanwhile', async () => {
    const { queue, clock, disk, first, second, endSync, close } = openWithTwoFiles(directory.path);
    void queue.durableRow(first);
    await clock.advance(0);
    let isDurable = false;
    queue.change(second, { attempt: 1 });
    void queue.durableRow(second).then(() => {
      isDurable = true;
    });
    await clock.advance(5);
    expect(disk.begun).toBe(1);
    await endSync();
    expect([disk.begun, isDurable]).toEqual([2, false]);
    await endSync();
    expect(isDurable).toBe(true);
    close();
  });

  it('are told by the end of a queue, or not at all', async () => {
    for (const isFull of [false, true]) {
      const test = openOnSlowDisk(`${directory.path}/${isFull}`);
      const record = uploadOf(1);
      test.queue.addUpload(record);
      const outcome = test.queue.durable().then(
        () => 'durable',
        () => 'refused',
      );
      await test.clock.advance(100);
      test.queue.move(record, 'checking');
      test.disk.isFull = isFull;
      test.queue.close();
      const before = [...test.told];
      expect(before).toEqual(isFull ? [] : ['upload-1 queued', 'upload-1 checking']);
      expect(await outcome).toBe(isFull ? 'refused' : 'durable');
      await test.endSync();
      await test.clock.advance(10_000);
      expect(test.told).toEqual(before);
      test.database.close();
    }
  });

  it('are followed at a pace that fits the whole trip', async () => {
    const { queue, clock, told, first, endSync, close } = openWithTwoFiles(directory.path);
    queue.move(first, 'checking');
    await clock.advance(25);
    await clock.advance(2);
    await endSync();
    told.length = 0;
    queue.move(first, 'uploading');
    await clock.advance(79);
    await endSync();
    expect(told).toEqual([]);
    await clock.advance(1);
    await endSync();
    expect(told).toEqual(['upload-1 uploading']);
    close();
  });

  it('set out at once where that is asked for, and without any nothing is synced', async () => {
    const { queue, disk, told, first, endSync, close } = openWithTwoFiles(directory.path);
    queue.setOut();
    expect([disk.transactions, disk.begun]).toEqual([2, 0]);
    queue.move(first, 'checking');
    queue.setOut();
    expect(disk.begun).toBe(1);
    await endSync();
    expect(told).toEqual(['upload-1 checking']);
    close();
  });

  it('are told in their order where somebody who is told has more written at once', async () => {
    const { queue, clock, told, first, second, endSync, close } = openWithTwoFiles(directory.path);
    queue.move(first, 'checking');
    queue.move(second, 'checking');
    await clock.advance(100);
    const push = told.push.bind(told);
    told.push = (...lines) => {
      told.push = push;
      queue.move(second, 'uploading');
      expect(queue.commit()).toBe(true);
      return push(...lines);
    };
    await endSync();
    expect([...told]).toEqual(['upload-1 checking', 'upload-2 checking', 'upload-2 uploading']);
    close();
  });
});
