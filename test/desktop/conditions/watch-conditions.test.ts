import { expect, test } from 'vitest';
import type { PowerState } from '../../../electron/desktop/conditions/power-source.ts';
import { watchConditions } from '../../../electron/desktop/conditions/watch-conditions.ts';
import { changeSettings } from '../../../shared/change-settings.ts';
import { defaultSettings } from '../../../shared/default-settings.ts';
import type { ConditionSettings, Settings } from '../../../shared/settings.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { silentLog } from '../silent-log.ts';

async function begin(
  rules: Partial<ConditionSettings>,
  machine: Partial<PowerState & { isMetered: boolean | null; isOnline: boolean }> = {},
) {
  const clock = createFakeClock();
  const state = { isOnBattery: false, charge: null as number | null, isMetered: false as boolean | null, isOnline: true, ...machine };
  const asked = { metered: 0, power: 0 };
  const listeners = { network: (): void => undefined, power: (): void => undefined, settings: (_next: Settings): void => undefined };
  let settings = changeSettings(defaultSettings, { conditions: rules });
  const forget = (): void => undefined;
  const conditions = await watchConditions({
    settings: {
      current: () => settings,
      onChange: (listener) => {
        listeners.settings = listener;
        return forget;
      },
    },
    network: {
      isOnline: () => state.isOnline,
      onChange: (listener) => {
        listeners.network = listener;
        return forget;
      },
    },
    power: {
      read: () => {
        asked.power += 1;
        return state;
      },
      onChange: (listener) => {
        listeners.power = listener;
        return forget;
      },
    },
    clock,
    log: silentLog,
    askMetered: async () => {
      asked.metered += 1;
      return state.isMetered;
    },
  });
  const told: unknown[] = [];
  conditions.onChange(() => told.push(conditions.current()));
  const change = (next: Partial<ConditionSettings>): void => {
    settings = changeSettings(settings, { conditions: next });
    listeners.settings(settings);
  };
  return { ...conditions, clock, state, asked, listeners, told, change };
}
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('without a rule nothing is asked, and no timer runs', async () => {
  const { current, asked, clock } = await begin({}, { isOnBattery: true, isMetered: true, isOnline: false });
  expect([current(), asked, clock.pendingTimers()]).toEqual([null, { metered: 0, power: 0 }, 0]);
});

test('holds from the first answer on, and ends by itself when the charger is back', async () => {
  const { current, clock, state, told, listeners } = await begin({ onBattery: 'pause' }, { isOnBattery: true, charge: 80 });
  expect(current()).toEqual({ reason: 'battery', effect: 'pause' });
  await clock.advance(60_000);
  expect(told).toEqual([]);
  state.isOnBattery = false;
  listeners.power();
  await settle();
  expect(told).toEqual([null]);
});

test('a charge that falls and a line that becomes metered are noticed without being told', async () => {
  const { clock, state, told } = await begin(
    { onBattery: 'slow', batteryBelowPercent: 30, onMetered: 'pause' },
    { isOnBattery: true, charge: 31 },
  );
  await clock.advance(15_000);
  expect(told).toEqual([]);
  state.charge = 29;
  await clock.advance(15_000);
  expect(told).toEqual([{ reason: 'battery', effect: 'slow' }]);
  state.isMetered = true;
  await clock.advance(5 * 60_000);
  expect(told.at(-1)).toEqual({ reason: 'metered', effect: 'pause' });
  // Nobody can say any more: counts as not metered.
  state.isMetered = null;
  await clock.advance(5 * 60_000);
  expect(told.at(-1)).toEqual({ reason: 'battery', effect: 'slow' });
});

test('a program is started for the line every five minutes, not with every look, and at once after a change', async () => {
  const { clock, asked, listeners, change, state, current } = await begin({ onMetered: 'pause', onBattery: 'pause' });
  await clock.advance(4 * 60_000);
  expect(asked.metered).toBe(1);
  expect(asked.power).toBeGreaterThan(10);
  await clock.advance(60_000);
  expect(asked.metered).toBe(2);
  for (const tell of [listeners.network, listeners.power, () => change({ onMetered: 'slow' })]) {
    tell();
    await settle();
  }
  expect(asked.metered).toBe(5);
  // The network changes while it is asked: what it answers may be about the one before.
  listeners.network();
  state.isMetered = true;
  listeners.network();
  await settle();
  expect(current()).toEqual({ reason: 'metered', effect: 'slow' });
});

test('going on anyway is for this time alone', async () => {
  const { current, goOnAnyway, clock, state, told, listeners } = await begin(
    { onBattery: 'pause', onMetered: 'pause' },
    { isOnBattery: true },
  );
  goOnAnyway();
  expect(told).toEqual([null]);
  await clock.advance(45_000);
  expect(current()).toBeNull();
  // Another reason is another time.
  state.isMetered = true;
  listeners.network();
  await settle();
  expect(current()).toEqual({ reason: 'metered', effect: 'pause' });
  state.isMetered = false;
  state.isOnBattery = false;
  listeners.network();
  await settle();
  state.isOnBattery = true;
  await clock.advance(15_000);
  expect(current()).toEqual({ reason: 'battery', effect: 'pause' });
});

test('the network is looked at as soon as it changes, and rules hold as soon as they are chosen', async () => {
  const { current, state, listeners, change, clock } = await begin({ offline: 'pause' });
  state.isOnline = false;
  listeners.network();
  await settle();
  expect(current()).toEqual({ reason: 'offline', effect: 'pause' });
  change({ offline: 'wait' });
  await settle();
  expect([current(), clock.pendingTimers()]).toEqual([null, 0]);
  state.isMetered = true;
  change({ onMetered: 'slow' });
  await settle();
  expect(current()).toEqual({ reason: 'metered', effect: 'slow' });
});

test('after its end nobody is told any more', async () => {
  const { close, clock, state, told } = await begin({ onMetered: 'pause' });
  close();
  state.isMetered = true;
  await clock.advance(60_000);
  expect([told, clock.pendingTimers()]).toEqual([[], 0]);
});
