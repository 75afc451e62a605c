import type { BatchId } from '../../../shared/ids.ts';
import type { BatchStore } from '../storage/batch-store.ts';
import type { BatchRecord } from './batch-record.ts';
import { betweenSlices } from './between-slices.ts';
import type { Queue } from './queue.ts';

/** So many paths are written, read or removed in one go. */
const pathsPerSlice = 2_000;

interface PathParts {
  readonly queue: Queue;
  readonly batchStore: BatchStore;
}

/**
 * Adds a batch with the paths that are to be walked. It is in the list, for this and every later process, only when all of them are written down. Throws
 * as `Queue.writeNow`; then nothing was added.
 */
export async function addWithPaths(batch: BatchRecord, paths: readonly string[], { queue, batchStore }: PathParts): Promise<void> {
  if (paths.length <= pathsPerSlice) return queue.addBatch(batch, paths);
  const { batchId } = batch;
  queue.writeNow(() => batchStore.insert(batch, paths.slice(0, pathsPerSlice), 'adding'));
  for (let place = pathsPerSlice; place < paths.length; place += pathsPerSlice) {
    await betweenSlices();
    queue.writeNow(() => batchStore.addRoots(batchId, place, paths.slice(place, place + pathsPerSlice)));
  }
  queue.addBatch(batch, [], () => batchStore.list(batchId));
}

/** Those that are to be walked still. */
export async function pathsLeft(batchId: BatchId, batchStore: BatchStore): Promise<readonly string[]> {
  const paths: string[] = [];
  for (let place = 0; ; ) {
    const some = batchStore.rootsLeft(batchId, place, pathsPerSlice);
    for (const { path } of some) paths.push(path);
    const last = some.at(-1);
    if (last === undefined || some.length < pathsPerSlice) return paths;
    place = last.place + 1;
    await betweenSlices();
  }
}

/** They were walked: nobody asks for them any more, so a crash in between only leaves a few rows to the end of the batch. */
export async function removePaths(batchId: BatchId, { queue, batchStore }: PathParts): Promise<void> {
  for (let isMore = true; isMore; ) {
    queue.alsoWrite(() => {
      isMore = batchStore.removeRoots(batchId, pathsPerSlice);
    });
    // What the disk refuses stays.
    if (!queue.commit()) return;
    if (isMore) await betweenSlices();
  }
}
