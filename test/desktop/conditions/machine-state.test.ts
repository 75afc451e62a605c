import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { askMetered } from '../../../electron/desktop/conditions/ask-metered.ts';
import { linuxPower } from '../../../electron/desktop/conditions/linux-power.ts';
import { meteredQuestions } from '../../../electron/desktop/conditions/metered-question.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gantry-power-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function supply(name: string, facts: Readonly<Record<string, string>>): void {
  mkdirSync(join(folder, name));
  for (const [fact, value] of Object.entries(facts)) writeFileSync(join(folder, name, fact), `${value}\n`);
}
const charging = { type: 'Battery', present: '1', status: 'Charging', capacity: '40' };
const discharging = { ...charging, status: 'Discharging' };
const mains = { isOnBattery: false, charge: null };

test('a laptop is on battery when one discharges and nothing feeds', () => {
  supply('AC', { type: 'Mains', online: '0' });
  supply('BAT0', discharging);
  supply('BAT1', { ...discharging, status: 'Not charging', capacity: '90' });
  expect(linuxPower(folder)).toEqual({ isOnBattery: true, charge: 65 });
});

test.each([
  ['no supplies', {}],
  ['a desktop', { AC: { type: 'Mains', online: '1' } }],
  ['a charger', { AC: { type: 'Mains', online: '1' }, BAT0: charging }],
  ['a charger that is too weak', { 'ucsi-source': { type: 'USB', online: '1' }, BAT0: discharging }],
  ['a full battery without a charger’s file', { BAT0: { ...charging, status: 'Full' } }],
  ['a mouse', { AC: { type: 'Mains', online: '1' }, hidpp_battery_0: { ...discharging, scope: 'Device' } }],
  ['a mouse at a desktop without a file for its mains', { hidpp_battery_0: { ...discharging, scope: 'Device' } }],
  ['an empty bay', { BAT0: { ...discharging, present: '0' } }],
] as const)('%s is the mains', (_name, supplies) => {
  for (const [name, facts] of Object.entries(supplies)) supply(name, facts);
  expect(linuxPower(folder)).toEqual(mains);
});

test('a battery that does not say how full it is, or a system without any such files', () => {
  supply('BAT0', { type: 'Battery', status: 'Discharging' });
  expect(linuxPower(folder)).toEqual({ isOnBattery: true, charge: null });
  expect(linuxPower(join(folder, 'none'))).toEqual(mains);
});

test.each([
  ['linux', 0, 'v u 0\n', null],
  ['linux', 0, 'v u 1\n', true],
  ['linux', 0, 'v u 2\n', false],
  ['linux', 0, 'v u 3\n', true],
  ['linux', 0, 'v u 4\n', false],
  ['linux', 1, '(<uint32 1>,)\n', true],
  ['linux', 1, '(<uint32 4>,)\n', false],
  ['linux', 0, '', null],
  ['linux', 0, 'v u 12', null],
  ['win32', 0, 'Unrestricted\r\n', false],
  ['win32', 0, 'Fixed\r\n', true],
  ['win32', 0, 'Variable\r\n', true],
  ['win32', 0, 'Unknown\r\n', null],
  ['win32', 0, 'constructor', null],
] as const)('on %s the answer of program %i, %j, means %s', (platform, index, answer, isMetered) => {
  expect(meteredQuestions(platform)[index]?.read(answer)).toBe(isMetered);
});

test('macOS is not asked, and the programs of Windows come from its own folder', () => {
  expect(meteredQuestions('darwin')).toEqual([]);
  expect(meteredQuestions('win32', 'D:/Win')[0]?.program).toMatch(/^D:.Win.System32.WindowsPowerShell.v1\.0.powershell\.exe$/);
});

test('who is not there, fails or does not know is passed over', async () => {
  const node = (script: string) => ({
    program: process.execPath,
    words: ['-e', script],
    read: (answer: string) => (answer === '' ? null : answer === 'yes'),
  });
  const missing = { program: join(folder, 'none'), words: [], read: () => true };
  expect(
    await askMetered([missing, node('process.stdout.write("yes"); process.exitCode = 1'), node(''), node('process.stdout.write("yes")')]),
  ).toBe(true);
  expect(await askMetered([missing])).toBeNull();
});
