import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockDataDirectory } from '../../electron/engine/storage/data-directory-lock.ts';
import { launchEach } from './launch-each.ts';
import { runElectron } from './run-electron.ts';

const launch = launchEach();

test('a second start on the same queue ends at once and brings the first window back', async () => {
  const first = await launch();
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const second = await runElectron({ GANTRY_DATA_DIR: first.dataDirectory, GANTRY_NO_DIALOGS: '1' });
  expect(second.exitCode).toBe(0);
  expect(second.stderr).toContain('Gantry is open already');
  await expect.poll(() => first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true);
  expect(await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('a queue that the terminal holds is left alone, with words and exit code 5', async () => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'gantry-held-'));
  const lock = lockDataDirectory(dataDirectory);
  try {
    const { exitCode, stderr } = await runElectron({ GANTRY_DATA_DIR: dataDirectory, GANTRY_NO_DIALOGS: '1' });
    expect(exitCode).toBe(5);
    expect(stderr).toContain('gantry: Another Gantry uses this list of uploads');
  } finally {
    lock.release();
    await rm(dataDirectory, { recursive: true, force: true });
  }
});

test('quitting writes everything down, ends with 0, and the next start has the window where it was', async () => {
  const first = await launch();
  const place = { x: 60, y: 70, width: 900, height: 620 };
  await first.app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), place);
  expect(await first.quit()).toBe(0);
  const events = (await first.readLog()).map((entry) => entry['event']);
  expect(events.at(-1)).toBe('app-ends');
  expect(events).not.toContain('quit-cut-short');

  const second = await launch({ folder: first.folder });
  expect(await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())).toMatchObject(place);
});

test('a page that crashes is loaded again, and the engine does not notice', async () => {
  const { app, readLog } = await launch();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
  const isLoaded = (): Promise<boolean> =>
    app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return contents !== undefined && !contents.isCrashed() && !contents.isLoading();
    });
  await expect.poll(async () => (await readLog()).filter((entry) => entry['event'] === 'page-crashed').length).toBe(1);
  await expect.poll(isLoaded, { timeout: 10_000 }).toBe(true);
  // Asked from the main process: the tool that steers the page has lost it with the crash.
  const answer = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript("window.gantry.request('getOverview', {}).then((answer) => answer.ok)"),
  );
  expect(answer).toBe(true);
});
