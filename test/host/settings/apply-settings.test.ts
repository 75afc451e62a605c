import { expect, test } from 'vitest';
import type { ConditionSource, GivenForRun } from '../../../electron/host/settings/apply-settings.ts';
import { applySettings, nothingGiven } from '../../../electron/host/settings/apply-settings.ts';
import { changeSettings } from '../../../shared/change-settings.ts';
import type { Condition } from '../../../shared/condition.ts';
import { defaultSettings } from '../../../shared/default-settings.ts';
import type { Settings, SettingsChange } from '../../../shared/settings.ts';
import { createFakeEngine } from '../../desktop/fake-engine.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';

const timeZone = 'Europe/Berlin';
const day = 24 * 60 * 60_000;

function begin(
  change: SettingsChange,
  startAt = Date.UTC(2026, 5, 3, 10),
  given: GivenForRun = nothingGiven,
  conditions?: ConditionSource,
) {
  const clock = createFakeClock(startAt);
  const engine = createFakeEngine();
  let settings: Settings = changeSettings(defaultSettings, change);
  let listener = (_settings: Settings): void => undefined;
  const kept = {
    current: () => settings,
    onChange: (next: typeof listener) => {
      listener = next;
      return () => undefined;
    },
  };
  const stop = applySettings({
    engine,
    settings: kept,
    clock,
    log: { write: () => undefined },
    given,
    timeZone,
    ...(conditions === undefined ? {} : { conditions }),
  });
  return {
    clock,
    stop,
    calls: (name: string): readonly unknown[] => engine.calls.filter(([called]) => called === name).map(([, argument]) => argument),
    change(next: SettingsChange) {
      settings = changeSettings(settings, next);
      listener(settings);
    },
  };
}

test('settings hold from the start, and each change of them at once and alone', () => {
  const applied = begin({ transfers: { filesAtOnce: 3, conflict: 'skip', leaveOut: ['*.tmp'] }, bandwidth: { bytesPerSecond: 5_000 } });
  expect([applied.calls('setConcurrency'), applied.calls('setRateLimit'), applied.calls('setDestinationLimits')]).toEqual([
    [3],
    [5_000],
    [{}],
  ]);
  expect(applied.calls('setDefaults')).toEqual([{ maxAttempts: 8, verify: false, conflict: 'skip', leaveOut: ['*.tmp'] }]);
  applied.change({
    bandwidth: { isTurtleOn: true, turtleBytesPerSecond: 2_000, perDestination: [{ destinationId: 'd1', bytesPerSecond: 7_000 }] },
  });
  expect([applied.calls('setRateLimit').at(-1), applied.calls('setDestinationLimits').at(-1)]).toEqual([2_000, { d1: 7_000 }]);
  expect([applied.calls('setConcurrency').length, applied.calls('wake').length]).toEqual([1, 0]);
  applied.change({ network: { proxy: 'none' } });
  applied.change({ app: { theme: 'dark' } });
  expect([applied.calls('wake').length, applied.calls('setRateLimit').length]).toEqual([1, 2]);
});

test('what was said for this run counts before the settings', () => {
  const applied = begin({ transfers: { filesAtOnce: 3 }, bandwidth: { isTurtleOn: true } }, 0, { concurrency: 9, limitRate: 123_000 });
  applied.change({ transfers: { filesAtOnce: 2 }, bandwidth: { isTurtleOn: false } });
  expect([applied.calls('setConcurrency'), applied.calls('setRateLimit')]).toEqual([
    [9, 9],
    [123_000, 123_000],
  ]);
});

test('the timetable goes by the minute of the clock on the wall, through the end of summer time', async () => {
  const timetable = [{ days: ['sun'], from: '02:30', to: '03:00', bytesPerSecond: 1_000 }] as const;
  // 25 October 2026 in Berlin: half past two comes twice.
  const applied = begin({ bandwidth: { isTimetableOn: true, timetable } }, Date.UTC(2026, 9, 25, 0, 15, 30));
  const limits: unknown[] = [];
  for (let minute = 0; minute < 150; minute++) {
    limits.push(applied.calls('setRateLimit').at(-1));
    await applied.clock.advance(60_000);
  }
  const changes = limits.flatMap((limit, minute) => (minute === 0 || limit !== limits[minute - 1] ? [[minute, limit]] : []));
  expect(changes).toEqual([
    [0, null],
    [15, 1_000],
    [45, null],
    [75, 1_000],
    [105, null],
  ]);
  applied.change({ bandwidth: { isTimetableOn: false } });
  expect(applied.clock.pendingTimers()).toBe(0);
});

test('what settled long ago leaves the list, now and as time goes on', async () => {
  const startAt = Date.UTC(2026, 5, 3, 10);
  const applied = begin({}, startAt);
  expect(applied.calls('clearSettled')).toEqual([]);
  applied.change({ history: { keptDays: 30 } });
  await applied.clock.advance(60 * 60_000);
  expect(applied.calls('clearSettled')).toEqual([startAt - 30 * day, startAt + 60 * 60_000 - 30 * day]);
  applied.change({ history: { keptDays: null } });
  expect(applied.clock.pendingTimers()).toBe(0);
  applied.change({ history: { keptDays: 1 } });
  applied.stop();
  expect(applied.clock.pendingTimers()).toBe(0);
});

test('what this computer’s state demands holds before anything is sent, and slows no further than the slow limit', () => {
  let condition: Condition | null = { reason: 'metered', effect: 'slow' };
  let tell = (): void => undefined;
  const conditions: ConditionSource = {
    current: () => condition,
    onChange(listener) {
      tell = listener;
      return () => {
        tell = () => undefined;
      };
    },
  };
  const applied = begin({ bandwidth: { bytesPerSecond: 9_000, turtleBytesPerSecond: 4_000 } }, 0, nothingGiven, conditions);
  expect([applied.calls('setCondition'), applied.calls('setRateLimit')]).toEqual([[condition], [4_000]]);
  condition = { reason: 'battery', effect: 'pause' };
  tell();
  expect([applied.calls('setCondition').at(-1), applied.calls('setRateLimit').at(-1)]).toEqual([condition, 9_000]);
  condition = null;
  tell();
  expect(applied.calls('setCondition').at(-1)).toBeNull();
  applied.stop();
  tell();
  expect(applied.calls('setCondition')).toHaveLength(3);
});
