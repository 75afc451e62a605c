import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningApp } from './launch-app.ts';
import { launchApp } from './launch-app.ts';
import { runElectron } from './run-electron.ts';
import { UploadsWindow } from './uploads-window.ts';

interface Box {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
  readonly defaultId?: number;
  readonly cancelId?: number;
}
interface Stub {
  boxes: Box[];
  response: number;
}

// One app for all: starts of a second one are what is tried.
let running: RunningApp;
let window: UploadsWindow;
/** Of the running one also its display, which is there for longer than a start that hands over. */
let environment: Readonly<Record<string, string>>;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gantry e2e '));
  // Stands for the system's bus, with a NetworkManager that says what the test wants.
  const programs = join(folder, 'programs');
  await mkdir(programs);
  await writeFile(join(programs, 'busctl'), `#!/bin/sh\ncat '${join(folder, 'metered')}'\n`);
  await chmod(join(programs, 'busctl'), 0o755);
  const PATH = `${programs}${delimiter}${process.env['PATH'] ?? ''}`;
  running = await launchApp({ folder, environment: { GANTRY_NO_DIALOGS: '', CI: '', PATH } });
  window = new UploadsWindow(running.page);
  const display = await running.app.evaluate(() => process.env['DISPLAY']);
  environment = { GANTRY_DATA_DIR: running.dataDirectory, GANTRY_NO_DIALOGS: '1', ...(display === undefined ? {} : { DISPLAY: display }) };
  await running.app.evaluate(({ dialog }) => {
    const stub: Stub = { boxes: [], response: 0 };
    Object.assign(globalThis, { stub });
    const show = async (...args: unknown[]): Promise<{ response: number; checkboxChecked: boolean }> => {
      stub.boxes.push(args.at(-1) as Box);
      return { response: stub.response, checkboxChecked: false };
    };
    Object.assign(dialog, { showMessageBox: show });
  });
});
afterAll(() => running.dispose());

const stubbed = (): Promise<Stub> => running.app.evaluate(() => (globalThis as unknown as { stub: Stub }).stub);
const setResponse = (response: number): Promise<void> =>
  running.app.evaluate((_electron, chosen) => {
    const { stub } = globalThis as unknown as { stub: Stub };
    Object.assign(stub, { boxes: [], response: chosen });
  }, response);
/** Starts Gantry once more, as the system does when it is to open something. */
async function openWith(...words: readonly string[]): Promise<void> {
  const { exitCode, stderr } = await runElectron(environment, { words: ['--', ...words], workingDirectory: running.folder });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringContaining('Gantry is open already') });
}
const batches = async () => (await window.overview()).batches;
const linkTo = (path: string): string => `gantry://add?path=${encodeURIComponent(path)}&to=This%20computer`;

test('a link is asked about by the system’s own box, which says no by itself; only a yes adds', async () => {
  const path = join(running.folder, 'by link ü.txt');
  await writeFile(path, 'sent');
  await openWith(linkTo(path));
  await expect
    .poll(async () => (await stubbed()).boxes)
    .toMatchObject([
      { message: 'A link asks to send 1 file or folder to “This computer”', buttons: ['Do not add', 'Add'], defaultId: 0, cancelId: 0 },
    ]);
  expect((await stubbed()).boxes[0]?.detail).toContain(`• ${path}\n`);
  expect(await batches()).toEqual([]);
  await setResponse(1);
  await openWith(linkTo(path));
  await window.row('by link ü.txt').waitFor();
  expect((await stubbed()).boxes).toHaveLength(1);
});

test('a link that somebody broke out of, or that is wrong, adds nothing even where the answer would be yes', async () => {
  await setResponse(1);
  const before = (await batches()).length;
  await openWith(linkTo(running.folder), '--inspect', running.folder);
  await openWith('gantry://add?path=/&conflict=overwrite');
  await expect
    .poll(async () => (await stubbed()).boxes.map(({ message }) => message))
    .toEqual(['This link to Gantry is wrong', 'This link to Gantry is wrong']);
  expect(await batches()).toHaveLength(before);
});

test('hundreds of files that the system opens with Gantry become one batch, whatever they are called', async () => {
  const names = Array.from({ length: 180 }, (_, index) => `${String(index).padStart(3, '0')} ${'long '.repeat(40)}.txt`);
  names.push(' at the ends ', '--inspect');
  const folder = join(running.folder, 'many');
  await mkdir(folder);
  for (const name of names) await writeFile(join(folder, name), name);
  const before = (await batches()).length;
  const { exitCode } = await runElectron(environment, { words: ['--', ...names], workingDirectory: folder });
  expect(exitCode).toBe(0);
  await expect.poll(async () => (await batches())[before]?.successful, { timeout: 30_000 }).toBe(names.length);
  expect(await batches()).toHaveLength(before + 1);
  await rm(folder, { recursive: true });
});

test.skipIf(process.platform !== 'linux')(
  'a metered line holds what is added, the status bar says so, and a person goes on anyway',
  async () => {
    await writeFile(join(running.folder, 'metered'), 'v u 1\n');
    await window.request('changeSettings', { change: { conditions: { onMetered: 'pause' } } });
    await expect
      .poll(async () => (await window.overview()).totals.condition, { timeout: 10_000 })
      .toEqual({ reason: 'metered', effect: 'pause' });
    await writeFile(join(running.folder, 'dear.bin'), 'x'.repeat(50_000));
    await openWith('dear.bin');
    const bar = running.page.locator('footer');
    await bar.getByText('Paused: metered line').waitFor();
    expect((await window.overview()).totals).toMatchObject({ active: 0, queued: 1 });
    await running.page.locator('.batch-sentence').getByText('· waits: metered line').waitFor();
    await bar.getByRole('button', { name: 'Go on anyway' }).press('Enter');
    await expect.poll(async () => (await batches()).at(-1)?.status, { timeout: 10_000 }).toBe('completed');
    expect(await bar.getByText('Paused').count()).toBe(0);
  },
);

// The last: what steers the page waits for ever for where its address was to lead.
test('the page itself can open no link', async () => {
  await setResponse(1);
  const link = JSON.stringify(linkTo(running.folder));
  await running.page.evaluate(`(async () => {
    location.href = ${link};
    open(${link});
    const frame = Object.assign(document.createElement('iframe'), { src: ${link} });
    document.body.append(frame);
    await fetch(${link}).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 500));
    frame.remove();
  })()`);
  expect((await stubbed()).boxes).toEqual([]);
  expect(running.page.url()).toBe('gantry-app://window/index.html');
});
