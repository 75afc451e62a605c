import { rootCertificates } from 'node:tls';
import { expect, test } from 'vitest';
import { askedChanges } from '../../../electron/desktop/settings/asked-changes.ts';
import { settingIn } from '../../../electron/desktop/settings/setting-in.ts';
import { settingsQuestion } from '../../../electron/desktop/settings/settings-question.ts';
import { stepsOfChanges } from '../../../electron/desktop/settings/steps-of-changes.ts';
import { changeSettings } from '../../../shared/change-settings.ts';
import { defaultSettings } from '../../../shared/default-settings.ts';
import { settingFreedoms } from '../../../shared/free-settings.ts';
import { isFreeChange } from '../../../shared/is-free-change.ts';
import type { SettingName, SettingsChange } from '../../../shared/settings.ts';

const [authority = ''] = rootCertificates;
const after = (change: SettingsChange, before: SettingsChange = {}) => {
  const held = changeSettings(changeSettings(defaultSettings, { transfers: { verify: true } }), before);
  return settingsQuestion(held, changeSettings(held, change));
};
const runs = { afterQueue: { action: 'command', program: '/usr/bin/x', programArguments: ['a b', '-c'] } } as const;

test('each setting is decided on: whether a page may choose it', () => {
  const names = Object.entries(defaultSettings).flatMap(([section, fields]) => Object.keys(fields).map((field) => `${section}.${field}`));
  expect(Object.keys(settingFreedoms).sort()).toEqual(names.sort());
});

test.each<SettingsChange>([
  { transfers: { filesAtOnce: 2, retries: 0, conflict: 'skip', verify: true } },
  { bandwidth: { bytesPerSecond: 1_000, isTurtleOn: true, isTimetableOn: true, timetable: [] } },
  { afterQueue: { action: 'quit', alsoAfterFailures: false } },
  { app: { theme: 'dark' }, history: { keptDays: 3 } },
])('%j is free, and nobody is asked', (change) => {
  expect(isFreeChange(change)).toBe(true);
  expect(after(change)).toBeNull();
});

test.each<[SettingsChange, string, string]>([
  [runs, 'Run “/usr/bin/x” after the queue?', 'With the arguments “a b” “-c”\nNot when files failed.'],
  [{ afterQueue: { action: 'shut-down', alsoAfterFailures: true } }, 'Shut this computer down after the queue?', 'Also when files failed.'],
  [{ afterQueue: { action: 'sleep' } }, 'Put this computer to sleep after the queue?', 'Not when files failed.'],
  [
    { afterQueue: { action: 'webhook', webhookUrl: 'https://hook.example/a?b=c' } },
    'Tell “https://hook.example/a?b=c” about each batch after the queue?',
    'Not when files failed.',
  ],
  [{ network: { proxy: 'manual', proxyUrl: 'http://p:1' } }, 'Send everything through the proxy “http://p:1”?', ''],
  [{ network: { proxy: 'none' } }, 'Send everything directly, without a proxy?', ''],
  [{ network: { proxy: 'pac', pacUrl: 'http://w/p.pac' } }, 'Let the PAC file “http://w/p.pac” choose the proxy?', ''],
  [{ network: { proxyUrl: 'http://p:1' } }, 'Remember the proxy address “http://p:1”?', ''],
  [{ network: { proxyUser: 'ann\u202e' } }, 'Sign in at the proxy as “ann\ufffd”?', ''],
  [{ network: { noProxy: ['a.example', '*.local'] } }, 'Reach these without a manual proxy?', '“a.example”, “*.local”'],
  [{ transfers: { verify: false } }, 'Send without verifying afterwards?', 'What a destination stored wrong may go unnoticed.'],
  [{ transfers: { conflict: 'overwrite' } }, 'Replace files of the same name without asking?', 'What was there is gone then.'],
  [{ app: { openAtLogin: true } }, 'Open Gantry at each login?', 'It is added to what this system starts.'],
  [{ updates: { isOn: false } }, 'Look for no updates?', 'What is mended in a later Gantry does not come by itself then.'],
  [{ updates: { channel: 'beta' } }, 'Take what is tried before a release?', 'Few have used it before you.'],
  [{ transfers: { leaveOut: ['*.tmp', '**'] } }, 'Never send “*.tmp”, “**”?', ''],
])('%j is asked in full', (change, title, detail) => {
  expect(isFreeChange(change)).toBe(false);
  expect(after(change)).toMatchObject({ title, detail });
});

test('an authority is named with its fingerprint', () => {
  const question = after({ network: { certificateAuthorities: [authority] } });
  expect(question?.title).toMatch(/^Trust the authority “.+”\?$/);
  expect(question?.detail).toMatch(/^Valid until .+\. SHA-256 [\dA-F]{2}(:[\dA-F]{2}){31}$/);
});

test('a program that would run after failures too is asked about again; what does nothing beyond Gantry is not', () => {
  expect(after({ afterQueue: { alsoAfterFailures: true } }, runs)?.detail).toContain('Also when files failed.');
  expect(after({ afterQueue: { programArguments: ['--other'] } }, runs)?.detail).toContain('“--other”');
  expect(after({ afterQueue: { action: 'nothing' } }, runs)).toBeNull();
});

test('several things at once are one box that names each', () => {
  const question = after({ ...runs, network: { proxy: 'manual', proxyUrl: 'http://p:1' }, transfers: { verify: false, filesAtOnce: 3 } });
  expect(question?.title).toBe('Change these settings?');
  expect(question?.detail.split('\n')).toEqual([
    '• Send without verifying afterwards.',
    '   What a destination stored wrong may go unnoticed.',
    '• Send everything through the proxy “http://p:1”.',
    '• Run “/usr/bin/x” after the queue.',
    '   With the arguments “a b” “-c”',
    '   Not when files failed.',
  ]);
});

test('what fits into no box is left to the terminal', () => {
  for (const change of [
    { afterQueue: { ...runs.afterQueue, programArguments: ['x'.repeat(2_000)] } },
    { network: { certificateAuthorities: rootCertificates.slice(0, 40) } },
  ])
    expect(() => after(change)).toThrow(expect.objectContaining({ code: 'not-possible-now' }));
});

test('what has the same value as before is no change', () => {
  const held = changeSettings(defaultSettings, runs);
  expect(askedChanges(held, changeSettings(held, runs))).toEqual([]);
});

/** Something else than the default, which needs a yes. */
const others: Readonly<Partial<Record<SettingName, unknown>>> = {
  ...{ 'transfers.conflict': 'overwrite', 'transfers.verify': false, 'transfers.leaveOut': ['*.other'] },
  ...{ 'network.proxy': 'none', 'network.proxyUrl': 'http://p:1', 'network.proxyUser': 'ann', 'network.pacUrl': 'http://w/p.pac' },
  ...{ 'network.noProxy': ['a.example'], 'network.certificateAuthorities': [authority] },
  ...{ 'afterQueue.action': 'sleep', 'afterQueue.alsoAfterFailures': true, 'afterQueue.program': '/usr/bin/x' },
  ...{ 'afterQueue.programArguments': ['-c'], 'afterQueue.webhookUrl': 'https://hook.example/' },
  ...{ 'app.openAtLogin': true, 'updates.isOn': false, 'updates.channel': 'beta' },
};
const asked = Object.entries(settingFreedoms).flatMap(([name, freedom]) => (freedom === 'free' ? [] : [name as SettingName]));

test.each(asked)('%s is named where it comes with another change', (name) => {
  const [section = '', field = ''] = name.split('.');
  const change = { [section]: { [field]: others[name] } } as SettingsChange;
  const held = changeSettings(defaultSettings, { transfers: { verify: true } });
  const next = changeSettings(held, change);
  expect(settingIn(next, name)).not.toEqual(settingIn(held, name));
  const companion: SettingsChange = name === 'updates.channel' ? { app: { openAtLogin: true } } : { updates: { channel: 'beta' } };
  const both = settingsQuestion(held, changeSettings(next, companion));
  const alone = settingsQuestion(held, next);
  expect(both?.title).toBe('Change these settings?');
  expect(both?.detail).toContain(`• ${alone?.title.replace(/\?$/, '')}.`);
});

test('what has no words of its own, or none for this change, is named by its name', () => {
  const next = changeSettings(defaultSettings, { transfers: { retries: 9 }, app: { openAtLogin: true } });
  const named = [
    { names: ['app.openAtLogin'], stepsOf: () => [{ what: 'Open it', details: [], yes: 'Open' }] },
    { names: ['updates.channel'], stepsOf: () => [] },
  ] as const;
  const steps = stepsOfChanges(defaultSettings, next, ['transfers.retries', 'app.openAtLogin', 'updates.channel'], named);
  expect(steps.map(({ what }) => what)).toEqual(['Open it', 'Set transfers.retries to 9', 'Set updates.channel to "latest"']);
});
