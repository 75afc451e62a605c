import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultSettings } from '../../shared/default-settings.ts';
import type { Tree } from '../files/make-tree.ts';
import { makeTree } from '../files/make-tree.ts';
import type { Listening } from '../servers/parts/listen-on-loopback.ts';
import { listenOnLoopback } from '../servers/parts/listen-on-loopback.ts';
import type { PutRecorder } from '../servers/start-put-recorder.ts';
import { startPutRecorder } from '../servers/start-put-recorder.ts';
import type { RunningApp } from './launch-app.ts';
import { launchApp } from './launch-app.ts';
import { takePictures } from './take-pictures.ts';
import { patienceMs, UploadsWindow } from './uploads-window.ts';

let running: RunningApp;
let gantry: UploadsWindow;
let put: PutRecorder;
let tree: Tree;
let hooks: Listening;
const hooked: unknown[] = [];

beforeAll(async () => {
  tree = await makeTree({
    files: { 'slow/a.bin': 9_000_000, 'slow/b.bin': 9_000_000, 'slow/c.bin': 9_000_000, 'more/d.tmp': 10, 'more/e.txt': 10 },
  });
  put = await startPutRecorder();
  hooks = await listenOnLoopback(
    createServer((request, response) => {
      let text = '';
      request.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      request.on('end', () => {
        hooked.push(JSON.parse(text));
        response.writeHead(204).end();
      });
    }),
  );
  running = await launchApp();
  gantry = new UploadsWindow(running.page);
});
afterAll(async () => {
  await running.dispose();
  await put.close();
  await hooks.close();
  await tree.remove();
});

const dialog = (): Locator => running.page.getByRole('dialog', { name: 'Settings' });
const kept = async () => JSON.parse(await readFile(join(running.dataDirectory, 'settings.json'), 'utf8').catch(() => 'null'));
const poll = (look: () => unknown) => expect.poll(look, { timeout: patienceMs });

async function openPage(name: string): Promise<Locator> {
  if (!(await dialog().isVisible())) await running.page.keyboard.press('ControlOrMeta+Comma');
  await dialog().getByRole('tab', { name, exact: true }).click();
  return dialog().getByRole('tabpanel', { name });
}

async function write(page: Locator, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByLabel(label, { exact: true }).press('Enter');
}

/** What the next dialog of the system answers. */
async function choose(path: string): Promise<void> {
  await running.app.evaluate(({ dialog: system }, chosen) => {
    system.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, path);
}

test('the settings open by their keys and by the menu, and are walked through by the keyboard alone', async () => {
  await running.page.keyboard.press('ControlOrMeta+Comma');
  await dialog().getByRole('tab', { name: 'General' }).focus();
  await running.page.keyboard.press('ArrowDown');
  await running.page.keyboard.press('ArrowDown');
  expect(await dialog().getByRole('tab', { name: 'Speed' }).getAttribute('aria-selected')).toBe('true');
  await running.page.keyboard.press('End');
  expect(await dialog().getByRole('tabpanel', { name: 'Import and export' }).isVisible()).toBe(true);
  await running.page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
  await running.app.evaluate(({ Menu }) => {
    const item = Menu.getApplicationMenu()
      ?.items.flatMap(({ submenu }) => submenu?.items ?? [])
      .find(({ label }) => label === 'Settings…');
    item?.click();
  });
  await dialog().waitFor();
  await running.page.keyboard.press('Escape');
});

test('a theme is there at once, for the page and for the system’s dialogs', async () => {
  const page = await openPage('General');
  const isDark = () => running.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  await running.page.emulateMedia({ colorScheme: null });
  for (const theme of ['dark', 'light'] as const) {
    await page.getByLabel('Theme').selectOption(theme);
    await poll(isDark).toBe(theme === 'dark');
    await poll(() => running.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe(theme);
  }
  expect((await kept()).app.theme).toBe('light');
  await running.page.keyboard.press('Escape');
});

test('a limit and the number of files hold at once, while files are under way', async () => {
  await gantry.addDestination('Put', `put+${put.url}`);
  let page = await openPage('Speed');
  await page.getByLabel('Limit all uploads together').check();
  await write(page, 'Limit', '200 kB/s');
  page = await openPage('Transfers');
  await write(page, 'Files at once', '1');
  await poll(async () => [(await kept()).transfers.filesAtOnce, (await kept()).bandwidth.bytesPerSecond]).toEqual([1, 200_000]);
  await running.page.keyboard.press('Escape');
  await running.drop([join(tree.directory, 'slow')]);
  const active = async () => (await gantry.overview()).totals.active;
  await poll(active).toBe(1);
  await poll(() => running.page.getByRole('button', { name: 'Limit 200 kB/s' }).count()).toBe(1);
  page = await openPage('Transfers');
  await write(page, 'Files at once', '3');
  await running.page.keyboard.press('Escape');
  await poll(active).toBe(3);
  await running.page.getByRole('button', { name: 'Limit 200 kB/s' }).click();
  await dialog().getByLabel('Limit all uploads together').uncheck();
  await running.page.keyboard.press('Escape');
  // At 200 kB/s they would take more than two minutes.
  await poll(async () => (await gantry.overview()).totals.successful).toBe(3);
}, 120_000);

test('the turtle is a switch in the window and a mark in the menu, and follows the terminal', async () => {
  await gantry.button('Slow limit').click();
  await poll(() => gantry.button('Slow limit').getAttribute('aria-pressed')).toBe('true');
  const marked = () => running.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('slow-limit')?.checked);
  await poll(marked).toBe(true);
  const changed = { ...(await kept()), bandwidth: { ...defaultSettings.bandwidth, isTurtleOn: false } };
  await writeFile(join(running.dataDirectory, 'settings.json'), JSON.stringify(changed));
  await poll(() => gantry.button('Slow limit').getAttribute('aria-pressed')).toBe('false');
  await poll(marked).toBe(false);
});

test('what is wrong stays in its field with what it takes, and nothing changes', async () => {
  const page = await openPage('Transfers');
  const before = await kept();
  await write(page, 'Files at once', '99');
  await poll(() => page.getByRole('alert').allInnerTexts()).toEqual(['Takes a whole number from 1 to 64.']);
  expect(await page.getByLabel('Files at once').getAttribute('aria-invalid')).toBe('true');
  expect(await kept()).toEqual(before);
  await write(page, 'Files at once', '4');
  await poll(async () => (await kept()).transfers.filesAtOnce).toBe(4);
  expect(await page.getByRole('alert').count()).toBe(0);
  await running.page.keyboard.press('Escape');
});

test('a wrong file is refused with its reason and changes nothing; a right one holds at once', async () => {
  const path = join(running.folder, 'mine.json');
  const before = await readFile(join(running.dataDirectory, 'settings.json'), 'utf8');
  await choose(path);
  const page = await openPage('Import and export');
  for (const [text, reason] of [
    [
      '{"version": 1, "transfers": {"filesAtOnce": 2, "retries": "often"}}',
      'The setting “transfers.retries” is wrong. It takes a whole number from 0 to 1000; there is "often". Nothing of it was taken.',
    ],
    ['{"version": 1, "colours": {}}', 'There is no setting “colours”. Check its name, or take it out. Nothing of it was taken.'],
    ['hello', 'The settings are not JSON. The file is broken. Nothing of it was taken.'],
  ] as const) {
    await writeFile(path, text);
    await page.getByRole('button', { name: 'Import…' }).click();
    await poll(() => page.getByRole('status').innerText()).toBe(reason);
  }
  expect(await readFile(join(running.dataDirectory, 'settings.json'), 'utf8')).toBe(before);
  await writeFile(path, JSON.stringify({ version: 1, transfers: { filesAtOnce: 2, leaveOut: ['*.tmp'] } }));
  await page.getByRole('button', { name: 'Import…' }).click();
  await poll(async () => (await kept()).transfers.filesAtOnce).toBe(2);
  await running.page.keyboard.press('Escape');
});

test('a webhook is called after the queue, and what it says no to can be said no to', async () => {
  const page = await openPage('After the queue');
  await page.getByLabel('When all is through').selectOption('webhook');
  await poll(() => page.getByRole('alert').count()).toBe(1);
  expect((await kept()).afterQueue.action).toBe('nothing');
  await write(page, 'Address', `${hooks.origin}/done`);
  await poll(async () => (await kept()).afterQueue.action).toBe('webhook');
  await running.page.keyboard.press('Escape');
  await running.drop([join(tree.directory, 'more')]);
  await gantry.button('Cancel: Your webhook is called').click();
  await gantry.button('Cancel: Your webhook is called').waitFor({ state: 'hidden' });
  // Left out by the file that was imported.
  expect(put.requests().some(({ path }) => path.endsWith('d.tmp'))).toBe(false);
  await rm(join(tree.directory, 'more/e.txt'));
  await writeFile(join(tree.directory, 'more/f.txt'), 'other');
  await running.drop([join(tree.directory, 'more')]);
  await poll(() => hooked.length).toBe(1);
  expect(hooked[0]).toMatchObject({ action: 'batch_progress', payload: { name: 'more', failed: 0 } });
}, 120_000);

test('the pages are looked at', async () => {
  const entry = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00', bytesPerSecond: 1_000_000 } as const;
  await gantry.request('updateSettings', { change: { bandwidth: { isTimetableOn: true, timetable: [entry] } } });
  for (const name of [
    'General',
    'Transfers',
    'Speed',
    'Network',
    'Battery and data',
    'After the queue',
    'Notifications',
    'Import and export',
  ]) {
    await openPage(name);
    await takePictures(running, `settings-${name.toLowerCase().replaceAll(' ', '-')}`);
  }
  await running.page.keyboard.press('Escape');
  expect(running.consoleProblems).toEqual([]);
});
