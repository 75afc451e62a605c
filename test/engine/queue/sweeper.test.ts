import { afterEach, beforeEach, expect, it } from 'vitest';
import { createBatchStore } from '../../../electron/engine/storage/batch-store.ts';
import { createLeftUploadStore } from '../../../electron/engine/storage/left-upload-store.ts';
import { createUploadStore } from '../../../electron/engine/storage/upload-store.ts';
import type { DestinationId } from '../../../shared/ids.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import type { TestQueue } from './open-test-queue.ts';
import { openTestQueue } from './open-test-queue.ts';
import { batchOf, uploadOf } from './record-of.ts';

const files = 1_200;
const clock = createFakeClock();
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let open: TestQueue[] = [];
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(async () => {
  for (const test of open) test.close();
  open = [];
  await directory.remove();
});

function start(): TestQueue {
  const test = openTestQueue(directory.path, clock);
  open.push(test);
  return test;
}

function rowsOf({ database }: TestQueue, table: string): number {
  return Number(database.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.['count']);
}

function fill({ queue, database }: TestQueue): void {
  // Of a kind where what was begun can be found again.
  database.exec("UPDATE destinations SET kind = 's3'");
  const batch = batchOf(1);
  queue.addBatch(batch, []);
  for (let number = 1; number <= files; number++) queue.addUpload(uploadOf(number, { checkpoint: { url: `/${number}` } }));
  queue.commit();
}

it('takes the rows of a removed batch away a few at a time, and nobody sees them meanwhile', async () => {
  const test = start();
  fill(test);
  test.queue.removeBatches([...test.queue.batches.values()]);
  expect(rowsOf(test, 'uploads')).toBe(files);
  const seen = [
    createUploadStore(test.database).select({}).length,
    createUploadStore(test.database).earlier([uploadOf(1).sourcePath]).size,
  ];
  expect([...seen, createBatchStore(test.database).all().length]).toEqual([0, 0, 0]);
  let before = files;
  while (await clock.advanceToNextTimer()) {
    const now = rowsOf(test, 'uploads');
    expect(before - now).toBeLessThanOrEqual(500);
    before = now;
  }
  expect([rowsOf(test, 'uploads'), rowsOf(test, 'batches')]).toEqual([0, 0]);
  // What was begun is known again, also while its row is on its way out.
  expect(createLeftUploadStore(test.database).list('destination-1' as DestinationId)).toHaveLength(files);
});

it('goes on with that at the next start', async () => {
  const test = start();
  fill(test);
  test.queue.removeBatches([...test.queue.batches.values()]);
  expect(createLeftUploadStore(test.database).list('destination-1' as DestinationId)).toHaveLength(files);
  test.close();
  open = [];
  const next = start();
  expect([...next.queue.batches.keys()]).toEqual([]);
  await clock.advance(60_000);
  expect([rowsOf(next, 'uploads'), rowsOf(next, 'batches')]).toEqual([0, 0]);
});

it('takes away what a crash left half added', async () => {
  const test = start();
  createBatchStore(test.database).insert(batchOf(1), ['/one', '/two'], 'adding');
  test.close();
  open = [];
  const next = start();
  expect([...next.queue.batches.keys()]).toEqual([]);
  await clock.advance(60_000);
  expect([rowsOf(next, 'scan_roots'), rowsOf(next, 'batches')]).toEqual([0, 0]);
});
