import { execFileSync } from 'node:child_process';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { compareTrees } from '../files/compare-trees.ts';
import type { TemporaryDirectory } from '../servers/parts/temporary-directory.ts';
import { makeTemporaryDirectory } from '../servers/parts/temporary-directory.ts';
import type { RunningApp } from './launch-app.ts';
import { launchApp } from './launch-app.ts';
import { patienceMs, UploadsWindow } from './uploads-window.ts';

let running: RunningApp;
let gantry: UploadsWindow;
let home: TemporaryDirectory;
beforeAll(async () => {
  home = await makeTemporaryDirectory('bad input');
  running = await launchApp();
  gantry = new UploadsWindow(running.page);
});
afterAll(async () => {
  await running.dispose();
  // Paths that are longer than the system takes are walked down step by step only by the system's own tool.
  execFileSync('rm', ['-rf', home.path]);
});
afterEach(() => gantry.clearFinished());

const place = (name: string): string => join(home.path, name);
const makeFifo = (path: string): void => void execFileSync('mkfifo', [path]);

/** What the window says was not added: base names with the words for each. */
async function reported(): Promise<readonly string[]> {
  await gantry.addReport.waitFor({ timeout: patienceMs });
  const items = await gantry.addReport.getByRole('listitem').allInnerTexts();
  return items.map((text) => text.replace(/^.*\/(?=[^/]*\n|[^/]*$)/, '').replace(/\s*\n\s*/g, ': ')).toSorted();
}

test('what cannot be added is listed with its reason and what to do, and the rest is added', async () => {
  await writeFile(place('good.txt'), 'good');
  await symlink(place('nowhere'), place('broken link'));
  makeFifo(place('pipe'));
  const socket = createServer();
  await new Promise<void>((resolve) => socket.listen(place('socket'), resolve));
  await running.drop(['missing.txt', 'good.txt', 'broken link', 'pipe', 'socket'].map(place));
  const notAFile = 'Not a file. Devices, sockets and pipes cannot be uploaded.';
  const gone = 'The file is gone. Put it back where it was, then try again.';
  expect(await reported()).toEqual([`broken link: ${gone}`, `missing.txt: ${gone}`, `pipe: ${notAFile}`, `socket: ${notAFile}`]);
  expect(await gantry.addReport.getByRole('status').innerText()).toBe('4 items were not added');
  expect(await gantry.waitForReceipt()).toContain('1 file arrived at This computer');
  expect(await gantry.rowCount()).toBe(1);

  await gantry.button('Dismiss').click();
  expect(await gantry.addReport.count()).toBe(0);
  await new Promise((resolve) => socket.close(resolve));
});

test('a drop of nothing but what cannot be added leaves no batch behind', async () => {
  await running.drop([place('missing too.txt')]);
  expect(await reported()).toEqual(['missing too.txt: The file is gone. Put it back where it was, then try again.']);
  expect((await gantry.overview()).batches).toEqual([]);
  await gantry.button('Dismiss').click();
});

test('a drop of something that is no file on the disk says so', async () => {
  // As a picture that is dragged out of a web page: a file that lies nowhere on the disk.
  await running.page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['pixels'], 'picture.png', { type: 'image/png' }));
    for (const type of ['dragenter', 'dragover', 'drop']) document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true }));
  });
  await expect.poll(() => running.page.getByRole('status').allInnerTexts()).toContainEqual(expect.stringContaining('Nothing to add.'));
  await gantry.button('Dismiss').click();
  expect((await gantry.overview()).batches).toEqual([]);
});

test('a folder with things that cannot be read: they are counted and listed with the batch, and the rest arrives', async () => {
  const folder = place('mixed');
  await mkdir(join(folder, 'inner'), { recursive: true });
  await mkdir(join(folder, 'empty'));
  await writeFile(join(folder, 'inner', 'one.txt'), 'one');
  await writeFile(join(folder, 'two.txt'), '');
  await writeFile(join(folder, '.DS_Store'), 'x');
  await symlink(folder, join(folder, 'inner', 'loop'));
  makeFifo(join(folder, 'inner', 'pipe'));
  await symlink(join(folder, 'nowhere'), join(folder, 'dangling'));
  // Root reads everything; only other people can be locked out.
  const isLockable = process.getuid?.() !== 0;
  await mkdir(join(folder, 'locked'));
  await writeFile(join(folder, 'locked', 'secret.txt'), 'secret');
  if (isLockable) await chmod(join(folder, 'locked'), 0o000);

  await running.drop([folder]);
  const arriving = isLockable ? 2 : 3;
  expect(await gantry.waitForReceipt()).toContain(`All ${arriving} files arrived at This computer`);
  const refused = isLockable ? 3 : 2;
  await gantry.button(`${refused} not added`).click();
  const dialog = running.page.getByRole('dialog', { name: 'Not added from mixed' });
  await expect.poll(() => dialog.getByRole('listitem').count(), { timeout: patienceMs }).toBe(refused);
  const words = (await dialog.getByRole('listitem').allInnerTexts()).join('\n');
  expect(words).toContain('pipe');
  expect(words).toContain('Not a file. Devices, sockets and pipes cannot be uploaded.');
  expect(words).toContain('dangling');
  expect(words).toContain('The file is gone.');
  await dialog.getByRole('button', { name: 'Close' }).click();
  if (isLockable) await chmod(join(folder, 'locked'), 0o700);
});

test.skipIf(process.platform !== 'linux')(
  'a path of 4,000 characters arrives, and one that the system does not take is refused in words',
  async () => {
    const folder = place('deep');
    await mkdir(folder);
    const longestStart = Math.max(folder.length, running.receiveDirectory.length + '/deep'.length);
    const levels = Math.floor((4_000 - longestStart) / 241);
    // By steps, since nobody may name such a path in one piece.
    const script = `
    const { mkdirSync, writeFileSync } = require('node:fs');
    const goDown = (steps) => { for (; steps > 0; steps--) { mkdirSync('d'.repeat(240)); process.chdir('d'.repeat(240)); } };
    goDown(${levels}); writeFileSync('ok.txt', 'deep'); goDown(2); writeFileSync('lost.txt', 'deeper');`;
    execFileSync(process.execPath, ['-e', script], { cwd: folder });
    await running.drop([folder]);
    const receipt = await gantry.waitForReceipt();
    expect(receipt).toContain('1 file arrived at This computer');
    await gantry.button('1 not added').click();
    const dialog = running.page.getByRole('dialog', { name: 'Not added from deep' });
    await expect.poll(() => dialog.getByRole('listitem').allInnerTexts(), { timeout: patienceMs }).toHaveLength(1);
    expect(await dialog.innerText()).toContain('The path is too long. Move it to a folder with a shorter path and add it again.');
    await dialog.getByRole('button', { name: 'Close' }).click();
  },
);

test('the same files dropped twice at once are sent once, and the second drop says why', async () => {
  await writeFile(place('twice.txt'), 'twice');
  await running.drop([place('twice.txt'), place('twice.txt')]);
  expect(await gantry.waitForReceipt()).toContain('1 file arrived at This computer');
  await running.drop([place('twice.txt')]);
  await expect.poll(() => gantry.rowCount(), { timeout: patienceMs }).toBe(2);
  await expect
    .poll(async () => (await gantry.uploads()).map(({ status }) => status), { timeout: patienceMs })
    .toEqual(['completed', 'skipped']);
  // The page is told a moment after the engine knows.
  await expect
    .poll(() => gantry.row('twice.txt').last().innerText(), { timeout: patienceMs })
    .toMatch(/Skipped\s+Sent before, so not sent again/);
});

test('Add files and Add folder add what a person chooses, and nothing when they cancel', async () => {
  const folder = place('chosen folder');
  await mkdir(folder);
  await writeFile(join(folder, 'in folder.txt'), 'in folder');
  await writeFile(place('chosen.txt'), 'chosen');
  const choose = (answers: Readonly<Record<string, readonly string[]>>): Promise<void> =>
    running.app.evaluate(({ dialog }, filePaths) => {
      const answer = async (_parent: unknown, options?: { readonly properties?: readonly string[] }) => {
        const chosen = options?.properties?.includes('openDirectory') === true ? filePaths['folder'] : filePaths['files'];
        return { canceled: chosen === undefined, filePaths: [...(chosen ?? [])] };
      };
      Object.assign(dialog, { showOpenDialog: answer });
    }, answers);

  await choose({});
  await gantry.button('Add files').click();
  await gantry.button('Add folder').click();
  await choose({ files: [place('chosen.txt')], folder: [folder] });
  await gantry.button('Add files').click();
  await expect.poll(() => gantry.rowCount(), { timeout: patienceMs }).toBe(1);
  await gantry.button('Add folder').click();
  await expect.poll(() => gantry.rowCount(), { timeout: patienceMs }).toBe(2);
  await gantry.waitForState('chosen.txt', /^(Done|Verified)/);
  await gantry.waitForState('in folder.txt', /^(Done|Verified)/);
  const { missing, different } = await compareTrees(folder, join(running.receiveDirectory, basename(folder)));
  expect([...missing, ...different]).toEqual([]);
});
