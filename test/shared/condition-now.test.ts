import { expect, test } from 'vitest';
import type { ConditionReason } from '../../shared/condition.ts';
import type { MachineState } from '../../shared/condition-now.ts';
import { conditionNow, reasonsIn } from '../../shared/condition-now.ts';
import { defaultSettings } from '../../shared/default-settings.ts';
import type { ConditionSettings } from '../../shared/settings.ts';
import { conditionWords } from '../../shared/text/condition-words.ts';

const calm: MachineState = { isOnline: true, isMetered: false, isOnBattery: false, charge: null };
const rules = (change: Partial<ConditionSettings> = {}): ConditionSettings => ({ ...defaultSettings.conditions, ...change });
const through = (...reasons: readonly ConditionReason[]): ReadonlySet<ConditionReason> => new Set(reasons);

test.each([
  [{}, 100, []],
  [{ isOnline: false }, 100, ['offline']],
  [{ isMetered: true }, 100, ['metered']],
  [{ isOnBattery: true, charge: 100 }, 100, ['battery']],
  [{ isOnBattery: true, charge: null }, 20, ['battery']],
  [{ isOnBattery: true, charge: 20 }, 20, []],
  [{ isOnBattery: true, charge: 19.5 }, 20, ['battery']],
  [{ isOnBattery: false, charge: 5 }, 20, []],
] as const)('%j, below %i %%: %j', (machine, batteryBelowPercent, reasons) => {
  expect([...reasonsIn(rules({ batteryBelowPercent }), { ...calm, ...machine })]).toEqual(reasons);
});

test.each([
  [{}, ['offline', 'battery', 'metered'], [], null],
  [{ onBattery: 'pause' }, ['battery'], [], { reason: 'battery', effect: 'pause' }],
  [{ onBattery: 'slow' }, ['battery', 'metered'], [], { reason: 'battery', effect: 'slow' }],
  [{ onBattery: 'slow', onMetered: 'pause' }, ['battery', 'metered'], [], { reason: 'metered', effect: 'pause' }],
  [{ onBattery: 'slow', onMetered: 'pause' }, ['battery', 'metered'], ['metered'], { reason: 'battery', effect: 'slow' }],
  [{ onBattery: 'slow', onMetered: 'pause' }, ['battery', 'metered'], ['metered', 'battery'], null],
  [{ offline: 'pause' }, ['offline'], [], { reason: 'offline', effect: 'pause' }],
  [{ onBattery: 'pause' }, [], [], null],
] as const)('rules %j with %j, gone on through %j: %j', (change, reasons, goneOn, condition) => {
  expect(conditionNow(rules(change), through(...reasons), through(...goneOn))).toEqual(condition);
});

test('is said in few words', () => {
  expect(conditionWords({ reason: 'battery', effect: 'pause' })).toBe('Paused: on battery');
  expect(conditionWords({ reason: 'metered', effect: 'slow' })).toBe('Slow: metered line');
});
