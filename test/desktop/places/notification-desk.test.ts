import { expect, test } from 'vitest';
import type { Note, NoteAction } from '../../../electron/desktop/places/note.ts';
import { trayNote } from '../../../electron/desktop/places/note-words.ts';
import { createNotificationDesk } from '../../../electron/desktop/places/notification-desk.ts';
import { watchBatchEnds } from '../../../electron/desktop/places/watch-batch-ends.ts';
import { defaultSettings } from '../../../shared/default-settings.ts';
import type { BatchId, DestinationId } from '../../../shared/ids.ts';
import type { HeldDestination } from '../../../shared/progress.ts';
import type { NotificationSettings } from '../../../shared/settings.ts';
import { createFakeEngine } from '../fake-engine.ts';
import { batchProgress } from '../progress-samples.ts';

const open = batchProgress({ name: 'photos', total: 2, queued: 2 });
const done = { ...open, queued: 0, successful: 2, processed: 2, settledAt: 5, status: 'completed' } as const;
const failed = { ...open, queued: 0, successful: 1, failed: 1, processed: 2, settledAt: 5, status: 'failed' } as const;
const signIn: HeldDestination = {
  destinationId: 'd1' as DestinationId,
  destinationName: 'Studio',
  reason: 'sign-in',
  error: null,
  retryAt: null,
};

function setUp(change: Partial<NotificationSettings> = {}) {
  let isWatched = false;
  const shown: { note: Note; onAction(action: NoteAction): void }[] = [];
  const acts: unknown[] = [];
  const desk = createNotificationDesk({
    settings: { current: () => ({ notifications: { ...defaultSettings.notifications, ...change } }) },
    notifier: { show: (note, onAction) => void shown.push({ note, onAction }) },
    isWatched: () => isWatched,
    act: (...act) => void acts.push(act),
  });
  return {
    desk,
    shown,
    acts,
    titles: () => shown.map(({ note }) => note.title),
    watch(next: boolean) {
      isWatched = next;
    },
  };
}

test('a batch that ends is told once, whatever else is said of it, and its buttons do what they say', () => {
  const { desk, shown, acts, titles } = setUp();
  const engine = createFakeEngine();
  engine.batches = [{ ...done, batchId: 'b0' as BatchId }];
  const stop = watchBatchEnds(engine, desk.batchEnded);
  engine.updateBatch({ ...done, batchId: 'b0' as BatchId });
  for (const batch of [open, { ...open, successful: 1, queued: 0, settledAt: 5, isScanning: true }, failed, failed])
    engine.updateBatch(batch);
  expect(titles()).toEqual(['photos: 1 file failed']);
  for (const action of ['show', 'retry-failed'] as const) shown[0]?.onAction(action);
  expect(acts).toEqual([
    ['show', 'b1'],
    ['retry-failed', 'b1'],
  ]);
  for (const batch of [open, done]) engine.updateBatch(batch);
  expect(titles()).toEqual(['photos: 1 file failed', 'photos has arrived']);
  engine.updateBatch({ ...done, batchId: 'b2' as BatchId, name: 'so small that it was over at once' });
  expect(titles()).toHaveLength(3);
  stop();
  expect(engine.listeners).toBe(0);
});

test('nothing is told while the window is looked at, nor what the settings leave out', () => {
  const watched = setUp();
  watched.watch(true);
  watched.desk.batchEnded(failed);
  expect(watched.titles()).toEqual([]);
  for (const [change, expected] of [
    [{ whenDone: false }, ['photos: 1 file failed', 'Studio: Sign-in needed']],
    [{ whenFailed: false }, ['photos has arrived', 'Studio: Sign-in needed']],
    [{ whenNeeded: false }, ['photos: 1 file failed', 'photos has arrived']],
    [{ isOn: false }, []],
  ] as const) {
    const { desk, titles } = setUp(change);
    desk.batchEnded(failed);
    desk.batchEnded(done);
    desk.waitsFor([signIn], []);
    expect(titles()).toEqual(expected);
    expect(desk.tell(trayNote())).toBe(change !== undefined && !('isOn' in change));
  }
});

test('what waits for a person is told once until it is over; what goes on by itself is not', () => {
  const { desk, titles } = setUp();
  const asks = { ...open, conflicts: { looking: 0, asked: 1, decided: { overwrite: 0, skip: 0, rename: 0 } } };
  const looks = { ...asks, batchId: 'b3' as BatchId, conflicts: { ...asks.conflicts, looking: 4 } };
  desk.waitsFor([signIn, { ...signIn, destinationId: 'd2' as DestinationId, reason: 'offline' }], [asks, looks]);
  desk.waitsFor([signIn], [asks, looks]);
  expect(titles()).toEqual(['Studio: Sign-in needed', 'photos needs your decision']);
  desk.waitsFor([], []);
  desk.waitsFor([signIn], []);
  expect(titles()).toHaveLength(3);
});
