import { expect, it, onTestFinished } from 'vitest';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { createGate } from '../gate.ts';
import { openTestQueue } from './open-test-queue.ts';
import { batchOf, uploadOf } from './record-of.ts';

it('a disk that takes what is written and refuses to keep it is asked again, and nothing is added twice', async () => {
  const directory = await temporaryDirectory();
  onTestFinished(() => directory.remove());
  const clock = createFakeClock();
  const gate = createGate();
  let isFull = false;
  const { queue, told, troubles, close } = openTestQueue(directory.path, clock, (database) => ({
    ...database,
    synced: () => gate.opened,
    syncNow: () => {
      if (isFull) throw Object.assign(new Error('refused'), { code: 'ENOSPC' });
      database.syncNow();
    },
  }));
  onTestFinished(close);
  queue.addBatch(batchOf(1), []);
  const first = uploadOf(1);
  queue.addUpload(first);
  await clock.advance(100);
  // One row is on its way to the disk, and a new file is written down meanwhile.
  queue.change(first, { bytesConfirmed: 1 });
  const durable = queue.durableRow(first).catch((error: unknown) => error);
  await clock.advance(5);
  isFull = true;
  queue.addUpload(uploadOf(2));
  let notes = 0;
  queue.alsoWrite(() => {
    notes += 1;
  });
  expect(queue.commit()).toBe(false);
  isFull = false;
  gate.open();
  await durable;
  told.length = 0;
  await clock.advance(2_000);
  expect(troubles.at(-1)).toBeNull();
  expect(told).toContain('upload-2 queued');
  expect(notes).toBe(1);
  expect(queue.commit()).toBe(true);
});
