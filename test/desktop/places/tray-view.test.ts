import { expect, test } from 'vitest';
import { trayView } from '../../../electron/desktop/places/tray-view.ts';
import type { BatchId, DestinationId } from '../../../shared/ids.ts';
import type { BatchProgress, Totals } from '../../../shared/progress.ts';
import { batchProgress, totals } from '../progress-samples.ts';

const held = [{ destinationId: 'd1' as DestinationId, destinationName: 'Studio', reason: 'offline', error: null, retryAt: null }] as const;
const moving = { total: 9, active: 2, queued: 3, successful: 4, progressPercentage: 62.9, speedBytesPerSecond: 41e6, secondsLeft: 1_320 };

function view(changes: Partial<Totals>, batches: readonly BatchProgress[] = []) {
  const calls: unknown[] = [];
  const made = trayView(totals(changes), batches, {
    pauseAll: () => calls.push('pause'),
    resumeAll: () => calls.push('resume'),
    retryFailed: () => calls.push('retry'),
    show: (batchId) => calls.push(['show', batchId]),
    quit: () => calls.push('quit'),
  });
  const press = (label: string): void => {
    const item = made.menu.find((one) => one.label === label && one.enabled !== false);
    // Electron gives it the item and the window, of which it needs neither.
    Reflect.apply(item?.click ?? (() => calls.push('nothing')), null, []);
  };
  return { ...made, calls, press, labels: made.menu.map(({ label, type }) => label ?? type) };
}

test.each<[string, Partial<Totals>, string, string]>([
  ['nothing at all', {}, 'Nothing to upload', 'none'],
  ['all over', { total: 3, successful: 3 }, 'Nothing left to upload', 'none'],
  ['on its way', moving, '62 % · 41 MB/s · about 22 min · 4 of 9 files', 'none'],
  ['the pace is not known', { ...moving, speedBytesPerSecond: null }, '62 % · 4 of 9 files', 'none'],
  ['paused', { total: 2, paused: 2, progressPercentage: 10 }, 'Paused at 10 % · 0 of 2 files', 'paused'],
  ['held', { total: 2, waiting: 2, held }, '0 % · Studio: Waiting for the network · 0 of 2 files', 'paused'],
  [
    'held back',
    { total: 2, queued: 2, held, condition: { reason: 'battery', effect: 'pause' } },
    '0 % · Paused: on battery · 0 of 2 files',
    'paused',
  ],
  [
    'slowed',
    { ...moving, condition: { reason: 'metered', effect: 'slow' } },
    '62 % · 41 MB/s · about 22 min · Slow: metered line · 4 of 9 files',
    'none',
  ],
  ['waiting for a try', { total: 2, waiting: 2 }, '0 % · waiting · 0 of 2 files', 'none'],
  ['some failed', { ...moving, failed: 3 }, '62 % · 41 MB/s · about 22 min · 3 failed · 4 of 9 files', 'failed'],
])('%s', (_case, changes, state, mark) => {
  expect(view(changes)).toMatchObject({ tooltip: `Gantry · ${state}`, mark });
});

test('the menu offers what can be done now', () => {
  const { labels, press, calls } = view({ ...moving, failed: 3 });
  expect(labels).toEqual([
    '62 % · 41 MB/s · about 22 min · 3 failed',
    ...['Pause all', 'Resume all', 'Retry failed (3)', 'separator', 'Show Gantry', 'Quit Gantry'],
  ]);
  for (const label of labels) if (label !== undefined) press(label);
  expect(calls).toEqual(['nothing', 'pause', 'nothing', 'retry', 'nothing', ['show', null], 'quit']);
  const paused = view({ total: 1, paused: 1 });
  paused.press('Pause all');
  paused.press('Resume all');
  expect(paused.calls).toEqual(['nothing', 'resume']);
  // What waits for its next try is resumed too: it is tried at once.
  const waiting = view({ total: 1, waiting: 1 });
  waiting.press('Resume all');
  expect(waiting.calls).toEqual(['resume']);
});

test('the last five that ended, the latest first, each with how it ended; a click shows it', () => {
  const ended = (index: number, changes: Partial<BatchProgress> = {}): BatchProgress =>
    batchProgress({ batchId: `b${index}` as BatchId, name: `n${index}`, queued: 0, total: 2, successful: 2, settledAt: index, ...changes });
  const batches = [
    ended(1),
    ended(6, { successful: 1, failed: 1 }),
    batchProgress({ name: 'under way' }),
    ended(2),
    ended(3, { successful: 0, cancelled: 2 }),
    ended(4, { name: 'Tom & Jerry\n', successful: 1, cancelled: 1 }),
    ended(5, { total: 0, successful: 0, refused: 1 }),
  ];
  const { labels, press, calls } = view({}, batches);
  expect(labels.slice(4, 9)).toEqual([
    'n6: 1 of 2 files failed',
    'n5: 1 not added',
    'Tom && Jerry␊: 1 of 2 files arrived',
    'n3: cancelled',
    'n2: 2 files arrived',
  ]);
  press('n2: 2 files arrived');
  expect(calls).toEqual([['show', 'b2']]);
});

test('a tooltip is no longer than Windows shows', () => {
  const long = held.map((one) => ({ ...one, destinationName: 'x'.repeat(300) }));
  expect(Array.from(view({ total: 1e6, waiting: 1e6, failed: 99_999, held: long }).tooltip).length).toBeLessThanOrEqual(127);
});
