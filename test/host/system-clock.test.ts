import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../electron/host/system-clock.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a timer of forty days fires after forty days, not at once', () => {
  const callback = vi.fn();
  const fortyDaysMs = 40 * 24 * 3_600_000;
  systemClock.setTimer(callback, fortyDaysMs);
  vi.advanceTimersByTime(fortyDaysMs - 1_000);
  expect(callback).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_000);
  expect(callback).toHaveBeenCalledTimes(1);
});

test('a cancelled timer does not fire, also in its second piece', () => {
  const callback = vi.fn();
  const cancel = systemClock.setTimer(callback, 30 * 24 * 3_600_000);
  vi.advanceTimersByTime(25 * 24 * 3_600_000);
  cancel();
  vi.advanceTimersByTime(30 * 24 * 3_600_000);
  expect(callback).not.toHaveBeenCalled();
});
