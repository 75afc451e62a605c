import { expect, test } from 'vitest';
import { checkSettings } from '../../electron/requests/check-settings.ts';
import { parseSettings } from '../../electron/requests/parse-settings.ts';
import { writtenSettings } from '../../electron/requests/written-settings.ts';
import { defaultSettings } from '../../shared/default-settings.ts';
import type { ErrorDetails } from '../../shared/error-codes.ts';
import { errorWords } from '../../shared/text/error-words.ts';
import { settingExpectations } from '../../shared/text/setting-expectations.ts';

const names = Object.entries(defaultSettings).flatMap(([section, fields]) => Object.keys(fields).map((field) => `${section}.${field}`));

function refusalOf(value: unknown): ErrorDetails {
  const checked = checkSettings(value);
  if (checked.ok) throw new Error('was taken');
  expect(checked.error.code).toBe('settings-invalid');
  return checked.error.details;
}

test('every setting has a default that its own schema takes, and words for what it takes', () => {
  expect(checkSettings(defaultSettings)).toEqual({ ok: true, settings: defaultSettings });
  expect(Object.keys(settingExpectations).sort()).toEqual([...names].sort());
});

test('what is left out is as it is by default', () => {
  const checked = checkSettings({ transfers: { filesAtOnce: 3 } });
  expect(checked).toEqual({ ok: true, settings: { ...defaultSettings, transfers: { ...defaultSettings.transfers, filesAtOnce: 3 } } });
});

test('an exported text is read as it was', () => {
  expect(parseSettings(writtenSettings(defaultSettings))).toEqual({ ok: true, settings: defaultSettings });
  expect(parseSettings(`\uFEFF${writtenSettings(defaultSettings)}`)).toMatchObject({ ok: true });
});

const entry = { days: ['mon'], from: '08:00', to: '18:00', bytesPerSecond: 1_000 };
const bandwidth = (change: object) => ({ bandwidth: change });
const network = (change: object) => ({ network: change });
const afterQueue = (change: object) => ({ afterQueue: change });

test.each<[unknown, string, string]>([
  [{ transfers: { filesAtOnce: 0 } }, 'transfers.filesAtOnce', '0'],
  [{ transfers: { filesAtOnce: 65 } }, 'transfers.filesAtOnce', '65'],
  [{ transfers: { filesAtOnce: 2.5 } }, 'transfers.filesAtOnce', '2.5'],
  [{ transfers: { filesAtOnce: '6' } }, 'transfers.filesAtOnce', '"6"'],
  [{ transfers: { filesAtOnce: null } }, 'transfers.filesAtOnce', 'nothing'],
  [{ transfers: { conflict: 'replace' } }, 'transfers.conflict', '"replace"'],
  [{ transfers: { leaveOut: ['*.tmp', ''] } }, 'transfers.leaveOut.1', '""'],
  [{ transfers: [] }, 'transfers', '[]'],
  [bandwidth({ bytesPerSecond: 999 }), 'bandwidth.bytesPerSecond', '999'],
  [bandwidth({ timetable: [entry, { ...entry, from: '8:00' }] }), 'bandwidth.timetable.1.from', '"8:00"'],
  [bandwidth({ timetable: [{ ...entry, to: '25:00' }] }), 'bandwidth.timetable.0.to', '"25:00"'],
  [bandwidth({ timetable: [{ ...entry, to: '08:00' }] }), 'bandwidth.timetable.0.to', '"08:00"'],
  [bandwidth({ timetable: [{ ...entry, days: [] }] }), 'bandwidth.timetable.0.days', '[]'],
  [bandwidth({ perDestination: [{ destinationId: 'd1', bytesPerSecond: 5 }] }), 'bandwidth.perDestination.0.bytesPerSecond', '5'],
  [network({ proxy: 'manual' }), 'network.proxyUrl', 'nothing'],
  [network({ proxy: 'pac' }), 'network.pacUrl', 'nothing'],
  [network({ certificateAuthorities: ['hello'] }), 'network.certificateAuthorities.0', '"hello"'],
  [afterQueue({ action: 'command' }), 'afterQueue.program', 'nothing'],
  [afterQueue({ action: 'webhook' }), 'afterQueue.webhookUrl', 'nothing'],
  [{ app: { theme: 'pink' } }, 'app.theme', '"pink"'],
  [{ history: { keptDays: 0 } }, 'history.keptDays', '0'],
])('%j is refused at %s', (value, setting, found) => {
  const details = refusalOf(value);
  expect(details).toMatchObject({ setting, found });
  expect(details.expected).not.toBe('');
});

test.each([
  [{ transfers: { speed: 1 } }, 'transfers.speed'],
  [{ colours: {} }, 'colours'],
  [bandwidth({ timetable: [{ ...entry, note: 'x' }] }), 'bandwidth.timetable.0.note'],
])('%j is refused, as nobody knows it', (value, setting) => {
  expect(refusalOf(value)).toMatchObject({ reason: 'unknown', setting });
});

test.each([
  ['http://proxy.example:3128', true],
  ['https://proxy.example', true],
  ['http://[::1]:3128/', true],
  ['socks5://proxy.example:1080', false],
  ['proxy.example:3128', false],
  ['http://ada:secret-word@proxy.example', false],
  ['http://proxy.example/path', false],
])('the proxy %s: %s', (proxyUrl, isTaken) => {
  const checked = checkSettings(network({ proxy: 'manual', proxyUrl }));
  expect(checked.ok).toBe(isTaken);
  // A password that was typed there by mistake is repeated nowhere.
  expect(JSON.stringify(checked.ok ? {} : checked.error)).not.toContain('secret-word');
});

test.each([
  ['https://hooks.example/T0/B0/token', true],
  ['http://127.0.0.1:9000/done', true],
  ['http://localhost/done', true],
  ['http://[::1]:9000/', true],
  ['http://hooks.example/T0', false],
  ['http://127.0.0.1.evil.example/', false],
  ['file:///etc/passwd', false],
  ['', false],
])('the webhook %s: %s', (webhookUrl, isTaken) => {
  const checked = checkSettings(afterQueue({ action: 'webhook', webhookUrl }));
  expect(checked.ok).toBe(isTaken);
  expect(JSON.stringify(checked.ok ? {} : checked.error)).not.toContain('T0');
});

test.each([
  ['', 'The settings are not JSON'],
  ['{"version": 1,\n "transfers": {"verify": maybe}}', 'The settings are not JSON'],
  ['[]', 'The settings are not JSON'],
  ['{"transfers": {}}', 'The settings are of another version'],
  ['{"version": 2}', 'The settings are of another version'],
  ['{"version": 1, "transfers": {"verify": "maybe"}}', 'The setting “transfers.verify” is wrong'],
  ['{"version": 1, "colours": {}}', 'There is no setting “colours”'],
])('the file %j is refused in words', (text, title) => {
  const parsed = parseSettings(text);
  if (parsed.ok) throw new Error('was taken');
  const words = errorWords(parsed.error);
  expect(words.title).toBe(title);
  expect(words.remedy).toMatch(/Nothing of it was taken\.$/);
});

test('a file says in which line it is broken, and what a setting takes', () => {
  const broken = parseSettings('{"version": 1,\n "transfers": {"verify": true,}}');
  expect(broken.ok ? {} : broken.error.details).toMatchObject({ found: 'in line 2' });
  const wrong = parseSettings('{"version": 1, "transfers": {"verify": "maybe"}}');
  expect(wrong.ok ? '' : errorWords(wrong.error).remedy).toBe('It takes true or false; there is "maybe". Nothing of it was taken.');
});
