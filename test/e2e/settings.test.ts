import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tree } from '../files/make-tree.ts';
import { makeTree } from '../files/make-tree.ts';
import type { Listening } from '../servers/parts/listen-on-loopback.ts';
import { listenOnLoopback } from '../servers/parts/listen-on-loopback.ts';
import type { PutRecorder } from '../servers/start-put-recorder.ts';
import { startPutRecorder } from '../servers/start-put-recorder.ts';
import type { RunningApp } from './launch-app.ts';
import { launchApp } from './launch-app.ts';
import { SettingsWindow } from './settings-window.ts';
import { takePictures } from './take-pictures.ts';
import { patienceMs, UploadsWindow } from './uploads-window.ts';

let running: RunningApp;
let gantry: UploadsWindow;
let settings: SettingsWindow;
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
  running = await launchApp({ environment: { GANTRY_NO_DIALOGS: '', CI: '' } });
  settings = new SettingsWindow(running);
  await settings.answerBoxes('Cancel');
  gantry = new UploadsWindow(running.page);
});
afterAll(async () => {
  await running.dispose();
  await put.close();
  await hooks.close();
  await tree.remove();
});

const poll = (look: () => unknown) => expect.poll(look, { timeout: patienceMs });

test('the settings open by their keys and by the menu, and are walked through by the keyboard alone', async () => {
  await running.page.keyboard.press('ControlOrMeta+Comma');
  await settings.dialog.getByRole('tab', { name: 'Transfers' }).focus();
  await running.page.keyboard.press('ArrowDown');
  expect(await settings.dialog.getByRole('tab', { name: 'Bandwidth' }).getAttribute('aria-selected')).toBe('true');
  await running.page.keyboard.press('End');
  expect(await settings.dialog.getByRole('tabpanel', { name: 'Import and export' }).isVisible()).toBe(true);
  await settings.close();
  await running.app.evaluate(({ Menu }) => {
    const item = Menu.getApplicationMenu()
      ?.items.flatMap(({ submenu }) => submenu?.items ?? [])
      .find(({ label }) => label === 'Settings…');
    item?.click();
  });
  await settings.dialog.waitFor();
  await settings.close();
});

test('a theme is there at once, for the page and for the system’s dialogs, and “Default” takes it back', async () => {
  const page = await settings.openPage('App');
  const isDark = () => running.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  await running.page.emulateMedia({ colorScheme: null });
  for (const theme of ['dark', 'light'] as const) {
    await page.getByLabel('Theme', { exact: true }).selectOption(theme);
    await poll(isDark).toBe(theme === 'dark');
    await poll(() => running.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe(theme);
  }
  expect((await settings.kept()).app.theme).toBe('light');
  await page.getByRole('button', { name: 'Default: Theme' }).click();
  await poll(async () => (await settings.kept()).app.theme).toBe('system');
  await settings.close();
});

test('a limit and the number of files hold at once, while files are under way', async () => {
  await gantry.addDestination('Put', `put+${put.url}`);
  let page = await settings.openPage('Bandwidth');
  await settings.write(page, 'Usual limit', '200 kB/s');
  page = await settings.openPage('Transfers');
  await settings.write(page, 'Files at once', '1');
  await poll(async () => [(await settings.kept()).transfers.filesAtOnce, (await settings.kept()).bandwidth.bytesPerSecond]).toEqual([
    1, 200_000,
  ]);
  await settings.close();
  await running.drop([join(tree.directory, 'slow')]);
  const active = async () => (await gantry.overview()).totals.active;
  await poll(active).toBe(1);
  await poll(() => running.page.getByRole('button', { name: 'Limit 200 kB/s' }).count()).toBe(1);
  page = await settings.openPage('Transfers');
  await settings.write(page, 'Files at once', '3');
  await settings.close();
  await poll(active).toBe(3);
  await running.page.getByRole('button', { name: 'Limit 200 kB/s' }).click();
  await settings.dialog.getByRole('button', { name: 'Default: Usual limit' }).click();
  await settings.close();
  // At 200 kB/s they would take more than two minutes.
  await poll(async () => (await gantry.overview()).totals.successful).toBe(3);
}, 120_000);

test('hours of the week get a limit by the keyboard alone', async () => {
  const page = await settings.openPage('Bandwidth');
  await page.getByLabel('Other limits at certain times of the week', { exact: true }).check();
  await page.getByLabel('Limit for hours', { exact: true }).fill('2 MB/s');
  await page.getByLabel('Limit for hours', { exact: true }).press('Enter');
  await page.getByRole('grid', { name: 'Timetable' }).focus();
  // From Monday 8:00: four days, ten hours.
  for (const [key, times] of [
    ['Shift+ArrowDown', 4],
    ['Shift+ArrowRight', 9],
  ] as const)
    for (let time = 0; time < times; time += 1) await running.page.keyboard.press(key);
  await running.page.keyboard.press(' ');
  const workdays = ['mon', 'tue', 'wed', 'thu', 'fri'];
  const whole = { days: workdays, from: '08:00', to: '18:00', bytesPerSecond: 2_000_000 };
  await poll(async () => (await settings.kept()).bandwidth.timetable).toEqual([whole]);
  await running.page.keyboard.press('ArrowLeft');
  await running.page.keyboard.press('Delete');
  await poll(async () => (await settings.kept()).bandwidth.timetable).toEqual([
    { ...whole, days: workdays.slice(0, 4) },
    { ...whole, days: ['fri'], to: '16:00' },
    { ...whole, days: ['fri'], from: '17:00' },
  ]);
  expect(await page.getByRole('gridcell', { name: 'Friday 16:00 to 17:00, the usual limit' }).count()).toBe(1);
  await settings.close();
});

test('the turtle is a switch in the window and a mark in the menu, and follows the terminal', async () => {
  await gantry.button('Slow limit').click();
  await poll(() => gantry.button('Slow limit').getAttribute('aria-pressed')).toBe('true');
  const marked = () => running.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('slow-limit')?.checked);
  await poll(marked).toBe(true);
  const page = await settings.openPage('Bandwidth');
  const changed = {
    ...(await settings.kept()),
    bandwidth: { ...(await settings.kept()).bandwidth, isTurtleOn: false, turtleBytesPerSecond: 50_000 },
  };
  await writeFile(join(running.dataDirectory, 'settings.json'), JSON.stringify(changed));
  await poll(() => page.getByLabel('Slow limit', { exact: true }).isChecked()).toBe(false);
  await poll(() => page.getByLabel('Slow means', { exact: true }).inputValue()).toBe('50 kB/s');
  await poll(marked).toBe(false);
  await settings.close();
});

test('what is wrong stays in its field with what it takes, and nothing changes', async () => {
  const page = await settings.openPage('Transfers');
  const before = await settings.kept();
  await settings.write(page, 'Files at once', 'many');
  await poll(() => page.getByRole('alert').allInnerTexts()).toEqual(['Takes a whole number from 1 to 64.']);
  expect(await page.getByLabel('Files at once', { exact: true }).getAttribute('aria-invalid')).toBe('true');
  expect(await page.getByLabel('Files at once', { exact: true }).inputValue()).toBe('many');
  expect(await settings.kept()).toEqual(before);
  await settings.write(page, 'Files at once', '4');
  await poll(async () => (await settings.kept()).transfers.filesAtOnce).toBe(4);
  expect(await page.getByRole('alert').count()).toBe(0);
  await settings.close();
});

test('what reaches beyond Gantry is named in full in a box of the system, and holds only after a yes there', async () => {
  const page = await settings.openPage('Network');
  await page.getByLabel('Proxy', { exact: true }).selectOption('manual');
  await poll(() => page.getByRole('alert').count()).toBe(1);
  await settings.write(page, 'Address', 'http://proxy.example:3128');
  await poll(() => settings.asked()).toEqual(['Send everything through the proxy “http://proxy.example:3128”?']);
  // Cancelled: the page shows what holds.
  await poll(() => page.getByLabel('Proxy', { exact: true }).inputValue()).toBe('system');
  expect((await settings.kept()).network.proxyUrl).toBeNull();
  await settings.answerBoxes('yes');
  const queue = await settings.openPage('After the queue');
  await settings.choose('/bin/true');
  await queue.getByLabel('When all is through', { exact: true }).selectOption('command');
  await poll(async () => (await settings.kept()).afterQueue).toMatchObject({ action: 'command', program: '/bin/true' });
  expect(await settings.asked()).toEqual(['Run “/bin/true” after the queue? Without arguments.\nNot when files failed.']);
  expect(await queue.getByText('/bin/true', { exact: true }).count()).toBe(1);
  await settings.close();
});

test('a wrong file is refused with its reason and changes nothing; a right one holds at once', async () => {
  const path = join(running.folder, 'mine.json');
  const before = await readFile(join(running.dataDirectory, 'settings.json'), 'utf8');
  await settings.choose(path);
  const page = await settings.openPage('Import and export');
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
  const { bandwidth } = await settings.kept();
  const change = { bandwidth, transfers: { filesAtOnce: 2, leaveOut: ['*.tmp'] }, afterQueue: { webhookUrl: `${hooks.origin}/done` } };
  await writeFile(path, JSON.stringify({ version: 1, ...change }));
  await settings.answerBoxes('yes');
  await page.getByRole('button', { name: 'Import…' }).click();
  await poll(async () => (await settings.kept()).transfers.filesAtOnce).toBe(2);
  expect((await settings.asked())[0]).toContain('• Never send “*.tmp”.');
  expect((await settings.asked())[0]).toContain(`Kept for later: the webhook “${hooks.origin}/done”`);
  await settings.close();
});

test('a webhook is called after the queue, what comes can be said no to, and the pages are looked at meanwhile', async () => {
  const page = await settings.openPage('After the queue');
  await page.getByLabel('When all is through', { exact: true }).selectOption('webhook');
  await poll(async () => (await settings.kept()).afterQueue.action).toBe('webhook');
  expect((await settings.asked()).at(-1)).toBe(`Tell “${hooks.origin}/done” about each batch after the queue? Not when files failed.`);
  await settings.close();
  await running.drop([join(tree.directory, 'more')]);
  await gantry.button('Cancel: the webhook is called').click();
  await gantry.button('Cancel: the webhook is called').waitFor({ state: 'hidden' });
  // Left out by the file that was imported.
  expect(put.requests().some(({ path }) => path.endsWith('d.tmp'))).toBe(false);
  await rm(join(tree.directory, 'more/e.txt'));
  await writeFile(join(tree.directory, 'more/f.txt'), 'other');
  await running.drop([join(tree.directory, 'more')]);
  await gantry.button('Cancel: the webhook is called').waitFor();
  const tabs = await (await settings.openPage('Transfers')).page().getByRole('tab').allInnerTexts();
  for (const name of tabs) {
    await settings.openPage(name);
    await takePictures(running, `settings-${name.toLowerCase().replaceAll(' ', '-')}`);
  }
  await settings.close();
  expect(running.consoleProblems).toEqual([]);
  await poll(() => hooked.length).toBe(1);
  expect(hooked[0]).toMatchObject({ action: 'batch_progress', payload: { name: 'more', failed: 0 } });
}, 180_000);
