import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { YesNoQuestion } from '../../../electron/desktop/settings/ask-yes-no.ts';
import { createSettingsHandlers } from '../../../electron/desktop/settings/settings-handlers.ts';
import { createProxyPassword } from '../../../electron/host/settings/proxy-password.ts';
import { createSettingsStore } from '../../../electron/host/settings/settings-store.ts';
import { answerRequest } from '../../../electron/requests/answer-request.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { createFakeEngine } from '../fake-engine.ts';
import { silentLog } from '../silent-log.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

const [authority = '', otherAuthority = ''] = rootCertificates;

/** `says`: what the person answers; `meanwhile`: what happens while the box is open. */
function setUp(options: { readonly says?: boolean; readonly chosen?: string; readonly meanwhile?: () => void } = {}) {
  const asked: YesNoQuestion[] = [];
  const kept: string[] = [];
  const settings = createSettingsStore({
    path: join(directory.path, 'settings.json'),
    clock: createFakeClock(),
    log: silentLog,
    proxyPassword: { ...createProxyPassword({}), save: (password) => kept.push(password) },
  });
  settings.update({ transfers: { verify: true } });
  const choose = async () => options.chosen ?? null;
  const handlers = createSettingsHandlers(
    { chooseImport: choose, chooseExport: choose, chooseCertificates: choose, chooseProgram: choose },
    async (question) => {
      asked.push(question);
      options.meanwhile?.();
      return options.says ?? false;
    },
  );
  const context = { engine: createFakeEngine(), settings, log: silentLog, currentSequence: () => 0 };
  const ask = (name: string, args: unknown = {}) => answerRequest(handlers, context, name, args);
  return { ask, asked, settings, kept };
}

const dangerous: readonly (readonly [string, object])[] = [
  ['a program', { afterQueue: { action: 'command', program: '/bin/sh' } }],
  ['an action that needs no program', { afterQueue: { action: 'shut-down' } }],
  ['arguments', { afterQueue: { programArguments: ['-c', 'x'] } }],
  ['a webhook', { afterQueue: { action: 'webhook', webhookUrl: 'https://evil.example/' } }],
  ['a webhook for later', { afterQueue: { webhookUrl: 'https://evil.example/' } }],
  ['a proxy', { network: { proxy: 'manual', proxyUrl: 'http://evil.example:1' } }],
  ['no proxy', { network: { proxy: 'none' } }],
  ['a PAC file', { network: { proxy: 'pac', pacUrl: 'http://evil.example/p' } }],
  ['who signs in', { network: { proxyUser: 'evil' } }],
  ['hosts without a proxy', { network: { noProxy: ['*'] } }],
  ['an authority', { network: { certificateAuthorities: [authority] } }],
  ['no verifying', { transfers: { verify: false } }],
  ['overwriting', { transfers: { conflict: 'overwrite' } }],
  ['leaving out', { transfers: { leaveOut: ['**'] } }],
  ['a free one beside it', { transfers: { filesAtOnce: 2 }, network: { proxy: 'none' } }],
  ['what nobody knows', { colours: { red: 1 } }],
  ['a name of an object’s own', { transfers: { constructor: 1 } }],
];

test.each(dangerous)('a page does not choose %s by itself', async (_what, change) => {
  const { ask, asked, settings } = setUp({ says: true });
  const before = settings.export();
  expect(await ask('changeSettings', { change })).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  expect([settings.export(), asked]).toEqual([before, []]);
});

test.each(dangerous)('%s, proposed, is not there without a yes', async (_what, change) => {
  const { ask, settings } = setUp({ says: false });
  const before = settings.export();
  expect(await ask('proposeSettings', { change })).not.toMatchObject({ ok: true, value: { isDone: true } });
  expect(settings.export()).toBe(before);
});

test('what is free holds at once', async () => {
  const { ask, asked, settings } = setUp();
  const change = { transfers: { filesAtOnce: 2 }, app: { theme: 'dark' }, afterQueue: { action: 'sound' } };
  expect(await ask('changeSettings', { change })).toMatchObject({ ok: true, value: { settings: change } });
  expect([settings.current().transfers.filesAtOnce, asked]).toEqual([2, []]);
});

test('what was said yes to holds; what is wrong is told before anybody is asked', async () => {
  const { ask, asked, settings } = setUp({ says: true });
  const wrong = { network: { proxy: 'manual', proxyUrl: 'socks5://p:1' } };
  expect(await ask('proposeSettings', { change: wrong })).toMatchObject({ error: { details: { setting: 'network.proxyUrl' } } });
  expect(asked).toEqual([]);
  const change = { network: { proxy: 'manual', proxyUrl: 'http://p:1' } };
  expect(await ask('proposeSettings', { change })).toMatchObject({ ok: true, value: { isDone: true, view: { settings: change } } });
  expect([settings.current().network.proxyUrl, asked.length]).toEqual(['http://p:1', 1]);
});

test('a page cannot propose a program or an authority, whatever the person would say', async () => {
  const { ask, asked } = setUp({ says: true });
  for (const change of [{ afterQueue: { program: '/bin/sh' } }, { network: { certificateAuthorities: [authority] } }])
    expect(await ask('proposeSettings', { change })).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  expect(asked).toEqual([]);
});

test('what another one wrote while the box was open is not said yes to', async () => {
  const change = { afterQueue: { action: 'webhook' } };
  const set = setUp({
    says: true,
    meanwhile: () => set.settings.update({ afterQueue: { webhookUrl: 'https://other.example/' } }),
  });
  set.settings.update({ afterQueue: { webhookUrl: 'https://mine.example/' } });
  expect(await set.ask('proposeSettings', { change })).toMatchObject({ ok: false, error: { code: 'not-possible-now' } });
  expect(set.settings.current().afterQueue.action).toBe('nothing');
});

test('a program is chosen in a dialog, must be one, and is named in full before it holds', async () => {
  const path = join(directory.path, 'tool');
  await writeFile(path, '#!/bin/sh\n', { mode: 0o600 });
  const yes = setUp({ says: true, chosen: path });
  yes.settings.update({ afterQueue: { programArguments: ['of another'] } });
  expect(await yes.ask('chooseProgram')).toMatchObject({ ok: false, error: { details: { setting: 'afterQueue.program' } } });
  await chmod(path, 0o700);
  const no = setUp({ says: false, chosen: path });
  expect(await no.ask('chooseProgram')).toEqual({ ok: true, value: { isDone: false } });
  expect(no.settings.current().afterQueue.program).toBeNull();
  expect(await yes.ask('chooseProgram')).toEqual({ ok: true, value: { isDone: true } });
  expect(yes.settings.current().afterQueue).toMatchObject({ action: 'command', program: path, programArguments: [] });
  expect(yes.asked[0]).toMatchObject({ title: `Run “${path}” after the queue?`, yes: 'Run it' });
});

test('authorities come from a file after a yes, and go without one', async () => {
  const path = join(directory.path, 'ca.pem');
  await writeFile(path, `# two\n${authority}\n${otherAuthority}`);
  const no = setUp({ says: false, chosen: path });
  expect(await no.ask('chooseCertificates')).toEqual({ ok: true, value: { isDone: false } });
  expect(no.settings.current().network.certificateAuthorities).toEqual([]);
  const { ask, settings, asked } = setUp({ says: true, chosen: path });
  expect(await ask('chooseCertificates')).toEqual({ ok: true, value: { isDone: true } });
  const [first, second] = settings.view().certificates;
  expect(await ask('removeCertificate', { fingerprint: first?.fingerprint })).toMatchObject({
    ok: true,
    value: { certificates: [second] },
  });
  expect(asked).toHaveLength(1);
  expect(await ask('removeCertificate', { fingerprint: 'x' })).toMatchObject({ ok: false, error: { code: 'bad-request' } });
});

test('a file is taken whole or not at all: not when it is wrong, not without a yes to what it carries', async () => {
  const path = join(directory.path, 'mine.json');
  const { ask, settings, asked } = setUp({ says: false, chosen: path });
  const before = settings.export();
  await writeFile(path, '{"version": 1, "transfers": {"filesAtOnce": 2, "retries": "often"}}');
  expect(await ask('chooseImport')).toMatchObject({ ok: false, error: { details: { setting: 'transfers.retries' } } });
  expect(asked).toEqual([]);
  const carried = { version: 1, transfers: { filesAtOnce: 2, verify: true }, afterQueue: { action: 'command', program: '/bin/true' } };
  await writeFile(path, JSON.stringify(carried));
  expect(await ask('chooseImport')).toEqual({ ok: true, value: { isDone: false } });
  expect([settings.export(), asked[0]?.title]).toEqual([before, 'Run “/bin/true” after the queue?']);
  expect(await setUp({ says: true, chosen: path }).ask('chooseImport')).toEqual({ ok: true, value: { isDone: true } });
  await writeFile(path, '{"version": 1, "transfers": {"filesAtOnce": 3}}');
  const again = setUp({ chosen: path });
  // Less than before is asked of nobody, but that it is verified no more.
  expect(await again.ask('chooseImport')).toEqual({ ok: true, value: { isDone: false } });
  expect(again.asked.map(({ title }) => title)).toEqual(['Send without verifying afterwards?']);
});

test('an export is what an import takes', async () => {
  const path = join(directory.path, 'out.json');
  const { ask, settings } = setUp({ chosen: path });
  settings.update({ transfers: { filesAtOnce: 9 } });
  expect(await ask('chooseExport')).toEqual({ ok: true, value: { isDone: true } });
  expect(await readFile(path, 'utf8')).toBe(settings.export());
});

test('a password is kept for the proxy that a person named, after a yes that names it, and taken away without one', async () => {
  const { ask, kept, asked, settings } = setUp({ says: true });
  expect(await ask('saveProxyPassword', { password: 'word' })).toMatchObject({ ok: false, error: { code: 'not-possible-now' } });
  settings.update({ network: { proxy: 'manual', proxyUrl: 'http://p:1', proxyUser: 'ann' } });
  expect(await ask('saveProxyPassword', { password: 'word' })).toMatchObject({ ok: true });
  expect(asked).toEqual([expect.objectContaining({ title: 'Keep a new password for the proxy “http://p:1”?' })]);
  expect(JSON.stringify(asked)).not.toContain('word”');
  expect(await ask('saveProxyPassword', { password: '' })).toMatchObject({ ok: true });
  expect(kept).toEqual(['word', '']);
  const no = setUp({ says: false });
  expect(await no.ask('saveProxyPassword', { password: 'other' })).toMatchObject({ ok: true });
  expect(no.kept).toEqual([]);
});
