import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import { addCertificates } from '../../../electron/host/settings/add-certificates.ts';
import { createProxyPassword } from '../../../electron/host/settings/proxy-password.ts';
import { createSettingsStore } from '../../../electron/host/settings/settings-store.ts';
import { defaultSettings } from '../../../shared/default-settings.ts';
import type { ErrorDetails } from '../../../shared/error-codes.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let path: string;
beforeEach(async () => {
  directory = await temporaryDirectory();
  path = join(directory.path, 'deep', 'settings.json');
});
afterEach(() => directory.remove());

function open(environment: Readonly<Record<string, string>> = {}) {
  const log = { write: () => undefined };
  return createSettingsStore({ path, clock: createFakeClock(), log, proxyPassword: createProxyPassword(environment) });
}

function refusal(work: () => void): ErrorDetails {
  try {
    work();
  } catch (error) {
    if (error instanceof UploadError) return { ...error.details, ...(error.code === 'settings-invalid' ? {} : { reason: error.code }) };
    throw error;
  }
  throw new Error('was taken');
}

const files = (): readonly string[] => readdirSync(join(directory.path, 'deep'));

test('a change is there at the next start, in a file of its owner alone, and is told', () => {
  const store = open();
  const told: number[] = [];
  const stop = store.onChange(({ transfers }) => told.push(transfers.filesAtOnce));
  store.update({ transfers: { filesAtOnce: 3 }, app: { theme: 'dark' } });
  stop();
  store.update({ transfers: { filesAtOnce: 4 } });
  expect([told, store.view().revision]).toEqual([[3], 2]);
  expect(open().current()).toEqual({
    ...defaultSettings,
    transfers: { ...defaultSettings.transfers, filesAtOnce: 4 },
    app: { ...defaultSettings.app, theme: 'dark' },
  });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(files()).toEqual(['settings.json']);
});

test('a change with one wrong setting changes nothing', () => {
  const store = open();
  store.update({ transfers: { filesAtOnce: 3 } });
  const before = readFileSync(path, 'utf8');
  const wrong = refusal(() => store.update({ transfers: { filesAtOnce: 5, retries: -1 } }));
  expect(wrong).toMatchObject({ setting: 'transfers.retries', found: '-1' });
  expect([store.current().transfers.filesAtOnce, store.view().revision, readFileSync(path, 'utf8')]).toEqual([3, 1, before]);
});

test('a wrong import changes nothing and says why; a right one replaces all', () => {
  const store = open();
  store.update({ transfers: { filesAtOnce: 3 } });
  const text = JSON.stringify({ version: 1, transfers: { filesAtOnce: 9 }, app: { theme: 'neon' } });
  expect(refusal(() => store.import(text))).toMatchObject({ setting: 'app.theme', found: '"neon"' });
  expect(store.current().transfers.filesAtOnce).toBe(3);
  store.import(JSON.stringify({ version: 1, app: { theme: 'light' } }));
  expect([store.current().transfers.filesAtOnce, store.current().app.theme]).toEqual([6, 'light']);
  const exported = store.export();
  store.import(exported);
  expect(store.export()).toBe(exported);
});

test('a wrong file is left as it is while defaults hold, and set aside by the first change', () => {
  mkdirSync(join(directory.path, 'deep'));
  const wrong = JSON.stringify({ version: 1, transfers: { filesAtOnce: 9, verify: 'maybe' } });
  writeFileSync(path, wrong);
  const store = open();
  expect(store.current()).toEqual(defaultSettings);
  expect(store.view().problem).toMatchObject({ code: 'settings-invalid', details: { setting: 'transfers.verify', path } });
  expect([readFileSync(path, 'utf8'), files()]).toEqual([wrong, ['settings.json']]);
  store.update({ app: { theme: 'dark' } });
  expect(store.view().problem).toBeNull();
  const [kept, aside] = files();
  expect([kept, files().length]).toEqual(['settings.json', 2]);
  expect(readFileSync(join(directory.path, 'deep', aside ?? ''), 'utf8')).toBe(wrong);
  expect(open().current().app.theme).toBe('dark');
});

test('a disk that keeps nothing changes nothing', () => {
  writeFileSync(join(directory.path, 'deep'), 'a file where the folder should be');
  const store = open();
  expect(store.view().problem).toMatchObject({ details: { reason: 'unreadable' } });
  expect(refusal(() => store.update({ app: { theme: 'dark' } }))).toMatchObject({ reason: 'not-possible-now' });
  expect(store.current().app.theme).toBe('system');
});

test('a certificate is looked into before it is trusted, and shown with its subject and its end', () => {
  const store = open();
  const pem = join(directory.path, 'authorities.pem');
  const [first = '', second = ''] = rootCertificates;
  writeFileSync(pem, `# ours\r\n${first}\n\n${second}\n${first}\n`);
  addCertificates(store, pem);
  addCertificates(store, pem);
  expect(store.view().certificates).toHaveLength(2);
  expect(store.view().certificates[0]?.subject).not.toBe('');
  expect(store.view().certificates[0]?.validUntil).toBeGreaterThan(Date.UTC(2020, 0));
  writeFileSync(pem, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
  expect(refusal(() => addCertificates(store, pem))).toMatchObject({ setting: 'network.certificateAuthorities.2' });
  writeFileSync(pem, '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n');
  expect(refusal(() => addCertificates(store, pem))).toMatchObject({ found: 'a file without one' });
  expect(store.view().certificates).toHaveLength(2);
});

test('the password for the proxy comes from the environment, and is never among the settings', () => {
  const store = open({ GANTRY_PROXY_PASSWORD: 'canary-proxy-word' });
  expect(store.view()).toMatchObject({ hasProxyPassword: true, keeping: 'environment' });
  expect(refusal(() => store.saveProxyPassword('canary-proxy-word'))).toMatchObject({ reason: 'not-possible-now' });
  store.update({ network: { proxyUser: 'ada' } });
  expect(`${readFileSync(path, 'utf8')}${store.export()}${JSON.stringify(store.view())}`).not.toContain('canary');
});

test('a change keeps what another process has written meanwhile', () => {
  const store = open();
  open().update({ bandwidth: { turtleBytesPerSecond: 9_000 } });
  store.update({ transfers: { filesAtOnce: 3 } });
  expect(open().current()).toMatchObject({ bandwidth: { turtleBytesPerSecond: 9_000 }, transfers: { filesAtOnce: 3 } });
  open().update({ app: { theme: 'dark' } });
  expect(JSON.parse(store.export())).toMatchObject({ app: { theme: 'dark' } });
});

test('a file that cannot be read at this moment is not put aside', () => {
  mkdirSync(path, { recursive: true });
  const store = open();
  expect(refusal(() => store.update({ transfers: { filesAtOnce: 3 } }))).toMatchObject({ reason: 'not-possible-now' });
  expect(files()).toEqual(['settings.json']);
});
