import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningApp } from './launch-app.ts';
import { launchApp } from './launch-app.ts';

let running: RunningApp;
beforeAll(async () => {
  running = await launchApp();
});
afterAll(() => running.dispose());

const inPage = (script: string): Promise<unknown> => running.page.evaluate(script);
const windowAddress = (): Promise<string | undefined> =>
  running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL());

test('the page comes from our own scheme and breaks no rule of its policy', async () => {
  expect(running.page.url()).toBe('gantry-app://window/index.html');
  expect(await running.page.title()).toContain('Gantry');
  expect(running.consoleProblems).toEqual([]);
});

test('the page has the bridge, and nothing of Node', async () => {
  expect(await inPage('Object.keys(window.gantry).sort()')).toEqual(['acknowledge', 'onChanges', 'pathForFile', 'request']);
  expect(await inPage('[typeof require, typeof process, typeof module, typeof Buffer]')).toEqual(
    Array.from({ length: 4 }, () => 'undefined'),
  );
  expect(await inPage("[null, 'x', {}, new File(['a'], 'b')].map((file) => gantry.pathForFile(file))")).toEqual(['', '', '', '']);
});

test.each([
  ["gantry.request('getOverview', {})", { ok: true }],
  [
    "gantry.request('openDevTools', {})",
    { ok: false, error: { code: 'bad-request', details: { reason: 'unknown request "openDevTools"' } } },
  ],
  ["gantry.request('getOverview', { more: 1 })", { ok: false, error: { code: 'bad-request' } }],
  [
    "gantry.request('addPaths', { paths: ['a\\0b'] })",
    { ok: false, error: { code: 'bad-request', details: { reason: 'paths.0: contains NUL' } } },
  ],
  ["gantry.request('showSource', { uploadId: 'nobody' })", { ok: false, error: { code: 'upload-unknown' } }],
  ['gantry.request()', { ok: false, error: { code: 'bad-request' } }],
])('%s is answered by the contract', async (script, expected) => {
  expect(await inPage(script)).toMatchObject(expected);
});

test('scripts, servers, windows and permissions are out of reach', async () => {
  const inline =
    "document.head.append(Object.assign(document.createElement('script'), { textContent: 'window.wasInline = true' })); window.wasInline";
  expect(await inPage(inline)).toBeUndefined();
  for (const address of ['https://example.org/', 'http://127.0.0.1:9/', 'file:///etc/hostname', 'gantry-app://window/index.html']) {
    expect(await inPage(`fetch('${address}').then(() => 'reached', () => 'refused')`)).toBe('refused');
  }
  expect(await inPage("String(window.open('https://example.org/'))")).toBe('null');
  expect(running.app.windows()).toHaveLength(1);
  for (const name of ['geolocation', 'notifications', 'camera', 'microphone']) {
    expect(await inPage(`navigator.permissions.query({ name: '${name}' }).then((permission) => permission.state)`)).toBe('denied');
  }
});

test('a dropped file that the page does not take leads nowhere', async () => {
  const path = join(running.folder, 'page.html');
  await writeFile(path, '<title>elsewhere</title>');
  await inPage("window.addEventListener('drop', (event) => event.stopImmediatePropagation(), { capture: true, once: true })");
  await running.drop([path]);
  await sleep(500);
  expect(await windowAddress()).toBe('gantry-app://window/index.html');
  expect(running.app.windows()).toHaveLength(1);
});

// The last one: the tool that steers the page waits for ever for a navigation that was begun and refused.
test('no script, link or redirect leads the window away', async () => {
  await inPage("void document.body.appendChild(Object.assign(document.createElement('a'), { href: 'https://example.org/' })).click()");
  for (const address of ['https://example.org/', 'file:///etc/hostname', 'gantry-app://window/assets/other.html']) {
    await running.app.evaluate(({ BrowserWindow }, target) => {
      BrowserWindow.getAllWindows()[0]
        ?.webContents.executeJavaScript(`location.href = ${JSON.stringify(target)}`)
        .catch(() => undefined);
    }, address);
    await sleep(300);
    expect(await windowAddress()).toBe('gantry-app://window/index.html');
  }
});
