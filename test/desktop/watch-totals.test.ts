import { expect, test } from 'vitest';
import { watchTotals } from '../../electron/desktop/watch-totals.ts';
import { createHandClock } from '../host/hand-clock.ts';
import { createFakeEngine } from './fake-engine.ts';
import { fileProgress, totals } from './progress-samples.ts';

test('tells the totals at the start, twice a second at most, and never leaves the last out', () => {
  const clock = createHandClock();
  const engine = createFakeEngine();
  const told: number[] = [];
  const stop = watchTotals(engine, clock, ({ active }) => told.push(active));
  for (let active = 1; active <= 20; active++) {
    engine.currentTotals = totals({ active });
    engine.update(fileProgress(0));
    clock.advance(50);
  }
  clock.advance(500);
  expect(told).toEqual([0, 10, 20]);
  engine.update(fileProgress(0));
  stop();
  expect(clock.pendingTimers).toBe(0);
  expect(engine.listeners).toBe(0);
});
