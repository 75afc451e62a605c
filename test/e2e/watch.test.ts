import { writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DestinationId } from '../../shared/ids.ts';
import type { RunningApp } from './launch-app.ts';
import { launchApp } from './launch-app.ts';
import { takePictures } from './take-pictures.ts';
import { patienceMs, UploadsWindow } from './uploads-window.ts';

let running: RunningApp;
let gantry: UploadsWindow;
let hot: string;
let done: string;

beforeAll(async () => {
  running = await launchApp({ environment: { GANTRY_NO_DIALOGS: '', CI: '' } });
  gantry = new UploadsWindow(running.page);
  hot = join(running.folder, 'hot folder');
  done = join(running.folder, 'done');
  for (const folder of [hot, done]) await mkdir(folder);
});
afterAll(() => running.dispose());

const dialog = (): Locator => running.page.getByRole('dialog', { name: 'Watched folders' });
const item = (): Locator => dialog().getByRole('listitem', { name: hot });
const poll = (look: () => unknown) => expect.poll(look, { timeout: patienceMs, interval: 50 });

async function openFromMenu(): Promise<void> {
  await running.app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []);
    items?.find(({ label }) => label === 'Watched folders…')?.click();
  });
  await dialog().waitFor();
}

/** What the system's dialogs answer from now on: the folders one after the other, and the button of its boxes. What a box said is kept. */
async function answer(paths: readonly string[], button: number): Promise<void> {
  await running.app.evaluate(
    ({ dialog: system }, { chosen, response }) => {
      const left = [...chosen];
      system.showOpenDialog = async () => {
        const path = left.shift();
        return path === undefined ? { canceled: true, filePaths: [] } : { canceled: false, filePaths: [path] };
      };
      Object.assign(system, {
        showMessageBox: async (...words: readonly unknown[]) => {
          Object.assign(globalThis, { boxSaid: JSON.stringify(words.at(-1)) });
          return { response, checkboxChecked: false };
        },
      });
    },
    { chosen: [...paths], response: button },
  );
}

const boxSaid = (): Promise<string> => running.app.evaluate(() => String(Reflect.get(globalThis, 'boxSaid')));

test('a page cannot have a folder watched that no person chose, and nothing is moved without their yes', async () => {
  const destinationId = (await gantry.request('listDestinations', {})).destinations[0]?.destinationId as DestinationId;
  const wish = { path: running.folder, destinationId, rules: {}, afterwards: { kind: 'leave' } } as const;
  await expect(gantry.request('addWatchedFolder', wish)).rejects.toThrow('not-possible-now');
  await answer([hot, done], 0);
  expect(await gantry.request('chooseWatchedFolder', { destinationId, rules: {}, afterwards: 'move' })).toEqual({ folder: null });
  expect(await boxSaid()).toContain(done);
  expect((await gantry.request('listWatchedFolders', {})).folders).toEqual([]);
});

test('a folder is watched: what grows in it waits, then goes, then is moved', async () => {
  await openFromMenu();
  await takePictures(running, 'watch-empty');
  const focused = () => running.page.evaluate(() => document.activeElement?.textContent);
  await dialog().getByRole('button', { name: 'Watch a folder…' }).press('Enter');
  expect(
    await dialog()
      .getByLabel('Send to')
      .evaluate((element) => element === document.activeElement),
  ).toBe(true);
  await dialog().getByRole('button', { name: 'Back' }).press('Enter');
  await poll(focused).toBe('Watch a folder…');
  await dialog().getByRole('button', { name: 'Watch a folder…' }).press('Enter');
  await dialog().getByLabel('When unchanged for').selectOption('2 seconds');
  await dialog().getByLabel('Only these').fill('*.mov, *.jpg');
  await dialog().getByLabel('Once it has arrived').selectOption('Move it to a folder');
  await takePictures(running, 'watch-form');
  await answer([hot, done], 1);
  await dialog().getByRole('button', { name: 'Choose both folders…' }).click();
  await item().waitFor();
  await poll(() => item().innerText()).toContain('Watching · 0 sent');

  const film = join(hot, 'film.mov');
  let content = '';
  const growing = setInterval(() => {
    content += `reel ${content.length}\n`;
    writeFileSync(film, content);
  }, 250);
  await poll(() => item().innerText()).toContain('1 waiting to settle');
  await takePictures(running, 'watch-settling');
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  clearInterval(growing);
  expect(await readdir(done)).toEqual([]);
  await poll(() => item().innerText()).toContain('1 sent');
  await poll(() => readdir(done)).toEqual(['film.mov']);
  expect(await readFile(join(running.receiveDirectory, 'hot folder', 'film.mov'), 'utf8')).toBe(content);
  expect(await readFile(join(done, 'film.mov'), 'utf8')).toBe(content);
  expect(await readdir(hot)).toEqual([]);
});

test('how it is watched is changed by the keyboard, and what takes files elsewhere not without a yes', async () => {
  const edit = () => item().getByRole('button', { name: `Edit ${hot}` });
  await edit().press('Enter');
  await dialog().getByLabel('When unchanged for').selectOption('1 minute');
  await dialog().getByLabel('Taken names').selectOption('Skip all that are there');
  await takePictures(running, 'watch-edit');
  await dialog().getByRole('button', { name: 'Save' }).press('Enter');
  await poll(() => item().innerText()).toContain('when unchanged for 1 min · then moved to');
  expect(await edit().evaluate((element) => element === document.activeElement)).toBe(true);
  await answer([], 0);
  await edit().press('Enter');
  await dialog().getByLabel('Once it has arrived').selectOption('Put it in the trash');
  await dialog().getByRole('button', { name: 'Save' }).press('Enter');
  await poll(boxSaid).toContain('Put the files of this folder in the trash');
  await dialog().getByRole('button', { name: 'Back' }).click();
  await edit().press('Enter');
  await dialog().getByLabel('When unchanged for').selectOption('2 seconds');
  await dialog().getByRole('button', { name: 'Save' }).press('Enter');
  await poll(() => item().innerText()).toContain('when unchanged for 2 s · then moved to');
  const [folder] = (await gantry.request('listWatchedFolders', {})).folders;
  expect(folder).toMatchObject({ conflict: 'skip', only: ['*.mov', '*.jpg'], afterwards: { kind: 'move', folder: done }, sent: 1 });
});

test('it tells of a folder that is not there, of files that were not moved, and goes on by itself', async () => {
  const unplugged = join(running.folder, 'unplugged');
  await rename(hot, unplugged);
  await poll(() => item().innerText()).toContain('Folder is not there. Goes on by itself when it is back.');
  await takePictures(running, 'watch-away');
  await rename(done, `${done} away`);
  await rename(unplugged, hot);
  await writeFile(join(hot, 'photo.jpg'), 'a photo');
  await poll(() => item().innerText()).toContain('could not be taken out of its folder');
  await takePictures(running, 'watch-trouble');
  await rename(`${done} away`, done);
  await poll(() => readdir(done)).toEqual(['film.mov', 'photo.jpg']);
});

test('it is paused and removed by the keyboard alone, its files stay, and the list says what came of it', async () => {
  await item()
    .getByRole('button', { name: `Pause ${hot}` })
    .focus();
  await running.page.keyboard.press('Enter');
  await poll(() => item().innerText()).toContain('Paused · 2 sent');
  await writeFile(join(hot, 'kept.jpg'), 'kept');
  await item()
    .getByRole('button', { name: `Remove ${hot}`, exact: true })
    .focus();
  await running.page.keyboard.press('Enter');
  await item()
    .getByRole('button', { name: `Remove the watched folder ${hot}` })
    .focus();
  await running.page.keyboard.press('Enter');
  await item().waitFor({ state: 'hidden' });
  await running.page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
  expect(await readdir(hot)).toEqual(['kept.jpg']);
  await poll(() => gantry.receipt.innerText()).toContain(`From the watched folder ${hot}`);
  await takePictures(running, 'watch-batch');
  await running.page.getByRole('button', { name: /^Destination: / }).click();
  await running.page.getByRole('menuitem', { name: 'Watched folders…' }).click();
  await dialog().waitFor();
  expect(running.consoleProblems).toEqual([]);
});
