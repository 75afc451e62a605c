import { expect, test, vi } from 'vitest';
import { taskbarProgressOf } from '../../../electron/desktop/places/taskbar-progress.ts';
import type { TaskbarWindow } from '../../../electron/desktop/places/taskbar-publisher.ts';
import { createTaskbarPublisher } from '../../../electron/desktop/places/taskbar-publisher.ts';
import type { DestinationId } from '../../../shared/ids.ts';
import { totals } from '../progress-samples.ts';

const held = [{ destinationId: 'd1' as DestinationId, destinationName: 'A', reason: 'offline', error: null, retryAt: null }] as const;

test.each([
  ['an empty queue', {}, { fraction: -1, mode: 'none' }],
  ['all settled', { successful: 9, failed: 1, progressPercentage: 100 }, { fraction: -1, mode: 'none' }],
  ['files on their way', { active: 2, queued: 3, progressPercentage: 41.9 }, { fraction: 0.41, mode: 'normal' }],
  ['all paused', { paused: 3, progressPercentage: 10 }, { fraction: 0.1, mode: 'paused' }],
  ['some paused', { paused: 3, active: 1 }, { fraction: 0, mode: 'normal' }],
  ['all held', { waiting: 3, held }, { fraction: 0, mode: 'paused' }],
  ['all held back by this computer', { queued: 3, condition: { reason: 'battery', effect: 'pause' } }, { fraction: 0, mode: 'paused' }],
  ['only slowed by this computer', { queued: 3, condition: { reason: 'metered', effect: 'slow' } }, { fraction: 0, mode: 'normal' }],
  ['one held, another moves', { waiting: 3, active: 1, held }, { fraction: 0, mode: 'normal' }],
  ['a failed file among others', { active: 1, failed: 1 }, { fraction: 0, mode: 'error' }],
] as const)('%s', (_case, changes, expected) => {
  expect(taskbarProgressOf(totals(changes))).toEqual(expected);
});

test('the taskbar is told only what it does not know, and a new window is told all', () => {
  const first: TaskbarWindow = { setProgressBar: vi.fn() };
  const second: TaskbarWindow = { setProgressBar: vi.fn() };
  let window: TaskbarWindow | null = first;
  const publish = createTaskbarPublisher(() => window);
  for (const progressPercentage of [10, 10.4, 11]) publish(totals({ active: 1, progressPercentage }));
  expect(vi.mocked(first.setProgressBar).mock.calls.map(([fraction]) => fraction)).toEqual([0.1, 0.11]);
  window = null;
  publish(totals({ active: 1, progressPercentage: 12 }));
  window = second;
  publish(totals({ active: 1, progressPercentage: 12 }));
  publish(totals());
  expect(vi.mocked(second.setProgressBar).mock.calls).toEqual([
    [0.12, { mode: 'normal' }],
    [-1, { mode: 'none' }],
  ]);
});
