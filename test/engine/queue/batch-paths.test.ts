import { afterEach, beforeEach, expect, it } from 'vitest';
import { addWithPaths, pathsLeft, removePaths } from '../../../electron/engine/queue/batch-paths.ts';
import { createBatchStore } from '../../../electron/engine/storage/batch-store.ts';
import type { Database } from '../../../electron/engine/storage/database.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { openTestQueue } from './open-test-queue.ts';
import { batchOf } from './record-of.ts';

const mostAtOnce = 2_000;
const paths = Array.from({ length: 2 * mostAtOnce + 10 }, (_, index) => `/source/${index}`);
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

function rootsIn(database: Database): number {
  return Number(database.prepare('SELECT count(*) AS count FROM scan_roots').get()?.['count']);
}

/** A queue that notes by how many paths each transaction changes what is on the disk. */
function open() {
  const changes: number[] = [];
  const test = openTestQueue(directory.path, createFakeClock(), (database) => ({
    ...database,
    transaction: (work) => {
      const before = rootsIn(database);
      const value = database.transaction(work);
      changes.push(Math.abs(rootsIn(database) - before));
      return value;
    },
  }));
  return { ...test, changes, parts: { queue: test.queue, batchStore: createBatchStore(test.database) } };
}

it('many paths are written, read and removed in their order, some at a time', async () => {
  const { queue, parts, changes, database, close } = open();
  const batch = batchOf(1);
  await addWithPaths(batch, paths, parts);
  expect([...queue.batches.keys()]).toEqual([batch.batchId]);
  expect(await pathsLeft(batch.batchId, parts.batchStore)).toEqual(paths);
  await removePaths(batch.batchId, parts);
  expect(rootsIn(database)).toBe(0);
  expect(Math.max(...changes)).toBe(mostAtOnce);
  close();
});

it('a batch whose paths were not all written down when the process ended is in no list', async () => {
  const { parts, close } = open();
  const adding = addWithPaths(batchOf(1), paths, parts);
  close();
  await expect(adding).rejects.toMatchObject({ code: 'queue-unusable' });
  const next = open();
  expect([...next.queue.batches.keys()]).toEqual([]);
  expect(next.parts.batchStore.all()).toEqual([]);
  next.close();
});
