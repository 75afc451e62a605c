import { expect, test } from 'vitest';
import type { SleepBlocker } from '../../../electron/desktop/places/sleep-guard.ts';
import { createSleepGuard } from '../../../electron/desktop/places/sleep-guard.ts';

test('the machine is kept awake exactly while files are on their way', () => {
  const calls: string[] = [];
  let nextId = 0;
  const blocker: SleepBlocker = {
    start: (type) => {
      calls.push(`start ${type} ${nextId}`);
      return nextId++;
    },
    stop: (id) => calls.push(`stop ${id}`),
  };
  const guard = createSleepGuard(blocker);
  for (const active of [0, 1, 2, 0, 0, 3]) guard.update({ active });
  guard.release();
  guard.release();
  expect(calls).toEqual(['start prevent-app-suspension 0', 'stop 0', 'start prevent-app-suspension 1', 'stop 1']);
});
