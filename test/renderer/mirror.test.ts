import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngineClient } from '../../renderer/engine-client.ts';
import { followQueue } from '../../renderer/follow-queue.ts';
import { createQueueSink } from '../../renderer/store/queue-sink.ts';
import { windowStore } from '../../renderer/store/store.ts';
import { setFilter } from '../../renderer/store/view-actions.ts';
import { initialState } from '../../renderer/store/window-state.ts';
import type { BatchId } from '../../shared/ids.ts';
import { FakeBridge } from './fake-bridge.ts';
import { FakeQueue } from './fake-queue.ts';
import { fileProgress } from './file-progress.ts';

const fileCount = 2_500;
let queue: FakeQueue;
let bridge: FakeBridge;
let end: () => void;

beforeEach(async () => {
  windowStore.setState(initialState(), true);
  queue = new FakeQueue();
  queue.batches.push({ batchId: 'batch-1' as BatchId, name: 'Wedding 2026' });
  for (let position = 1; position <= fileCount; position += 1) queue.put(fileProgress({ position, fileSize: position * 1000 }));
  bridge = new FakeBridge(queue);
  end = followQueue(createEngineClient(bridge), createQueueSink());
  await new Promise<void>((resolve) => {
    const stop = windowStore.subscribe(({ isLoaded }) => {
      if (!isLoaded) return;
      stop();
      resolve();
    });
  });
});

afterEach(() => end());

function mirrored() {
  return windowStore.getState().list.table;
}

describe('the mirror of the queue', () => {
  it('holds every file of every page, in order', () => {
    expect(mirrored().order.map((cell) => cell.file)).toEqual([...queue.files.values()]);
    expect(mirrored().totals?.total).toBe(fileCount);
  });

  it('follows the queue while it moves', () => {
    for (let tick = 0; tick < 50; tick += 1) {
      bridge.mark(queue.advance(100, tick));
      bridge.flush();
    }
    expect(mirrored().counts.done).toBeGreaterThan(10);
    expect(mirrored().order.map((cell) => cell.file)).toEqual([...queue.files.values()]);
    expect(mirrored().totals).toEqual(queue.totalsOf());
  });

  it('shows under a filter what is in it now, not what was when it was chosen', () => {
    setFilter('active');
    expect(windowStore.getState().list.visible.rowCount).toBe(0);
    bridge.mark(queue.advance(0, 0));
    bridge.flush();
    expect(windowStore.getState().list.visible.rowCount).toBe(queue.slots);
  });

  it('draws anew only what changed: rows keep their reference, the order its array', () => {
    const before = mirrored();
    const files = before.order.map((cell) => cell.file);
    const changed = queue.advance(100, 0);
    bridge.mark(changed);
    bridge.flush();
    expect(mirrored().order).toBe(before.order);
    expect(mirrored().order.filter((cell, index) => cell.file !== files[index])).toHaveLength(changed.length);
  });
});
