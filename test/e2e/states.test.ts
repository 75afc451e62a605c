import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { secretsFound } from '../diagnostics/secret-scanner.ts';
import type { Tree } from '../files/make-tree.ts';
import { makeTree } from '../files/make-tree.ts';
import type { FaultProxy } from '../servers/start-fault-proxy.ts';
import { startFaultProxy } from '../servers/start-fault-proxy.ts';
import type { PutRecorder } from '../servers/start-put-recorder.ts';
import { startPutRecorder } from '../servers/start-put-recorder.ts';
import type { RunningApp } from './launch-app.ts';
import { launchApp } from './launch-app.ts';
import { pictureFolder, takePictures } from './take-pictures.ts';
import { patienceMs, UploadsWindow } from './uploads-window.ts';

const mebibyte = 1024 * 1024;
/** In no list of known shapes: only its value gives it away. */
const token = 'winter-harbour-4711-crane';
const sizes = {
  'interview.mov': 60 * mebibyte,
  'busy.mov': 400_000,
  'refused.pdf': 30_000,
  'stills.jpg': 200_000,
  'spare.mov': 20 * mebibyte,
};

let running: RunningApp;
let gantry: UploadsWindow;
let server: PutRecorder;
let line: FaultProxy;
let tree: Tree;
let isBusy = true;

beforeAll(async () => {
  tree = await makeTree({ files: sizes });
  server = await startPutRecorder({
    answer: ({ method, path, headers }) => {
      if (method !== 'PUT') return undefined;
      if (path.includes('busy') && isBusy) return { status: 500, headers: { 'Retry-After': '600' }, body: 'Try later.' };
      // As debugging proxies do: the refusal quotes the whole request.
      if (path.includes('refused')) return { status: 403, body: `refused.pdf is not for ${headers.authorization}` };
      return undefined;
    },
  });
  line = await startFaultProxy(server.url);
  await line.set({ bytesPerSecond: 4 * mebibyte });
  running = await launchApp({ environment: { GANTRY_TOKEN: token } });
  gantry = new UploadsWindow(running.page);
  await gantry.addDestination('Studio', `put+${line.url}`);
});
afterAll(async () => {
  await running.dispose();
  await line.close();
  await server.close();
  await tree.remove();
});

const press = (key: string): Promise<void> => running.page.keyboard.press(key);
const dialogOf = (fileName: string): Locator => running.page.getByRole('dialog', { name: fileName });
const iconOf = (fileName: string): Promise<string | null> => gantry.row(fileName).locator('svg').first().getAttribute('class');

test('each state has its icon and its words, and what comes next', async () => {
  await running.drop(Object.keys(sizes).map((name) => tree.pathOf(name)));
  await gantry.waitForState('refused.pdf', /^No permission \(403\) · Check this account’s rights/);
  await gantry.waitForState('busy.mov', /^Server error \(500\) · Try 2 of 8 in \d+:\d\d .*Retry now$/);
  await gantry.waitForState('stills.jpg', /^Done · Size checked · just now$/);
  await gantry.waitForState('spare.mov', /left/);
  await gantry.press('Pause', 'spare.mov');
  await gantry.waitForState('spare.mov', /^Paused( at \d+ %)? · Resume to go on$/);
  await gantry.waitForState('interview.mov', /left · [\d.]+ of 62\.9 MB$/);
  const icons = await Promise.all(Object.keys(sizes).map(iconOf));
  expect(new Set(icons).size).toBe(icons.length);
});

test('a line that falls silent is told with its seconds, and a line that speaks again is not', async () => {
  await line.set({ mode: 'silent' });
  await gantry.waitForState('interview.mov', /^No data for \d+ s · Reconnects by itself$/);
  expect(await iconOf('interview.mov')).toContain('hourglass');
  await takePictures(running, 'states');
  await line.set({ mode: 'pass' });
  await gantry.waitForState('interview.mov', /left/);
});

test('Enter opens a file with all of its tries, Escape leads back to the list', async () => {
  await gantry.grid.focus();
  await press('Home');
  await press('ArrowDown');
  await press('Enter');
  const dialog = dialogOf('busy.mov');
  await dialog.waitFor();
  const tries = dialog.getByRole('region', { name: 'Tries' });
  await expect.poll(() => tries.getByRole('listitem').count(), { timeout: patienceMs }).toBe(1);
  expect(await tries.innerText()).toMatch(/1 try\s+Server error \(500\)/);
  expect(await dialog.innerText()).toMatch(/From\s+\/.*busy\.mov/);
  await takePictures(running, 'details');
  await press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await gantry.grid.evaluate((node) => node === document.activeElement)).toBe(true);
});

test('Retry now sends the file at once, however long it was to wait, and the timeline keeps both tries', async () => {
  isBusy = false;
  await gantry.press('Retry', 'busy.mov');
  await gantry.waitForState('busy.mov', /^(Done|Verified)/);
  await gantry.row('busy.mov').dblclick();
  const items = dialogOf('busy.mov').getByRole('listitem');
  await expect
    .poll(() => items.allInnerTexts(), { timeout: patienceMs })
    .toEqual([expect.stringContaining('Server error (500)'), expect.stringMatching(/^waited /), expect.stringContaining('Arrived')]);
  await running.page.screenshot({ path: join(pictureFolder, 'timeline.png') });
  await press('Escape');
});

test('Copy diagnostics puts on the clipboard what helps, without names and without what the server quoted', async () => {
  await gantry.row('refused.pdf').click({ button: 'right' });
  await running.page.getByRole('menuitem', { name: 'Copy diagnostics' }).click();
  await running.page.getByRole('status').filter({ hasText: 'Diagnostics copied.' }).waitFor();
  await running.page.screenshot({ path: join(pictureFolder, 'diagnostics.png') });
  const text = await running.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(text).toContain('"code": "not-allowed"');
  expect(text).toContain('"httpStatus": 403');
  expect(text).toContain('.pdf');
  expect(text).toContain('upload-failed');
  expect(secretsFound(text, [token])).toEqual([]);
  for (const name of [...Object.keys(sizes), tree.directory, homedir(), 'Studio']) expect(text).not.toContain(name);

  await running.app.evaluate(({ clipboard }) => clipboard.clear());
  await running.app.evaluate(({ Menu }) => {
    const help = Menu.getApplicationMenu()?.items.find((item) => item.role === 'help');
    help?.submenu?.items.find((item) => item.label === 'Copy diagnostics')?.click();
  });
  expect(await running.app.evaluate(({ clipboard }) => clipboard.readText())).toContain('# Gantry diagnostics');
  expect(secretsFound(JSON.stringify(await running.readLog()), [token])).toEqual([]);
});
