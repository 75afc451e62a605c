import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { secretsFound } from '../diagnostics/secret-scanner.ts';
import type { Tree } from '../files/make-tree.ts';
import { makeTree } from '../files/make-tree.ts';
import type { Listening } from '../servers/parts/listen-on-loopback.ts';
import { listenOnLoopback } from '../servers/parts/listen-on-loopback.ts';
import type { PutRecorder } from '../servers/start-put-recorder.ts';
import { startPutRecorder } from '../servers/start-put-recorder.ts';
import type { RunningApp } from './launch-app.ts';
import { launchApp } from './launch-app.ts';
import { patienceMs, UploadsWindow } from './uploads-window.ts';

const password = 'canary-11-Moorings&Ropes';

let running: RunningApp;
let gantry: UploadsWindow;
let put: PutRecorder;
let guarded: Listening;
let tree: Tree;
/** What the guarded server was shown and took. */
const shown: string[] = [];
const taken = new Map<string, number>();
beforeAll(async () => {
  tree = await makeTree({ files: { 'letters/a.txt': 10_000, 'big/slow.bin': 3_000_000 } });
  put = await startPutRecorder();
  guarded = await listenOnLoopback(
    createServer((request, response) => {
      let bytes = 0;
      request.on('data', (chunk: Buffer) => {
        bytes += chunk.byteLength;
      });
      request.on('end', () => {
        const authorization = request.headers.authorization ?? '';
        const isSignedIn = authorization === `Basic ${Buffer.from(`ann:${password}`).toString('base64')}`;
        shown.push(authorization);
        if (!isSignedIn) return response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="x"' }).end(`no, ${authorization}`);
        const size = taken.get(request.url ?? '');
        if (request.method === 'PUT') taken.set(request.url ?? '', bytes);
        if (request.method === 'HEAD' && size === undefined) return response.writeHead(404).end();
        return response.writeHead(request.method === 'PUT' ? 201 : 200, request.method === 'HEAD' ? { 'Content-Length': size } : {}).end();
      });
    }),
  );
  running = await launchApp();
  gantry = new UploadsWindow(running.page);
});
afterAll(async () => {
  await running.dispose();
  await put.close();
  await guarded.close();
  await tree.remove();
});

const itemOf = (dialog: Locator, name: string): Locator => dialog.getByRole('listitem').filter({ hasText: name });
const press = (dialog: Locator, name: string): Promise<void> => dialog.getByRole('button', { name, exact: true }).click();

/** Every file of the data directory, as text. */
async function dataText(): Promise<string> {
  const entries = await readdir(running.dataDirectory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')));
  return texts.join('\n');
}

test('the parts of an address and the address follow each other, and what is missing is said where it is missing', async () => {
  const dialog = await gantry.openDestinations();
  await press(dialog, 'Add destination…');
  await press(dialog, 'Add destination');
  expect(await dialog.getByText('Give it a name.').count()).toBe(1);
  expect(await dialog.getByLabel('Address').getAttribute('aria-invalid')).toBe('true');
  await dialog.getByLabel('Endpoint').fill('s3.example.org:9000');
  await dialog.getByLabel('Bucket').fill('photos');
  await dialog.getByLabel('Folder').fill('a b/2026');
  await dialog.getByLabel('Region').fill('eu-west-1');
  expect(await dialog.getByLabel('Address').inputValue()).toBe('s3+https://s3.example.org:9000/photos/a%20b/2026?region=eu-west-1');
  await dialog.getByLabel('Address').fill('sftp://ann@files.example.org:2222/home/ann/?gantry-max-size=2G');
  expect(await dialog.getByLabel('Kind').inputValue()).toBe('sftp');
  expect(await dialog.getByLabel('User').inputValue()).toBe('ann');
  await dialog.getByLabel('Folder').fill('/in');
  expect(await dialog.getByLabel('Address').inputValue()).toBe('sftp://ann@files.example.org:2222/in?gantry-max-size=2G');
  await press(dialog, 'Cancel editing');
  await press(dialog, 'Close');
});

test('a destination is added, tested, edited, copied and removed', async () => {
  const dialog = await gantry.openDestinations();
  await press(dialog, 'Add destination…');
  await dialog.getByLabel('Name').fill('Shelf');
  await dialog.getByLabel('Kind').selectOption('put');
  await dialog.getByLabel('Server').fill(new URL(put.url).host);
  await dialog.getByLabel('Encryption').selectOption('http');
  await dialog.getByLabel('Folder').fill('/shelf');
  await press(dialog, 'Test this destination');
  await dialog.getByText('It answers and can be used.').waitFor({ timeout: patienceMs });
  await press(dialog, 'Add destination');
  await itemOf(dialog, 'Shelf').filter({ hasText: 'In use' }).waitFor();

  await press(dialog, 'Edit Shelf');
  expect(await dialog.getByLabel('Folder').inputValue()).toBe('/shelf');
  await dialog.getByLabel('Name').fill('Attic');
  await dialog.getByLabel('Folder').fill('/attic');
  await press(dialog, 'Save destination');
  await itemOf(dialog, 'Attic').filter({ hasText: '/attic' }).waitFor();
  expect(await itemOf(dialog, 'Shelf').count()).toBe(0);

  await press(dialog, 'Duplicate Attic');
  await itemOf(dialog, 'Attic 2').waitFor();
  await press(dialog, 'Remove Attic 2');
  expect(await dialog.getByRole('alert').innerText()).toContain('Its address is forgotten. What arrived there stays.');
  await press(dialog, 'Remove Attic 2 all the same');
  await expect.poll(() => itemOf(dialog, 'Attic 2').count(), { timeout: patienceMs }).toBe(0);
  await press(dialog, 'Close');
  await running.drop([tree.pathOf('letters')]);
  expect(await gantry.waitForReceipt()).toContain('1 file arrived at Attic');
  expect(await readdir(join(put.directory, 'attic', 'letters'))).toEqual(['a.txt']);
  await gantry.clearFinished();
});

test('a password that is typed in is used, and is nowhere in the data directory', async () => {
  const dialog = await gantry.openDestinations();
  await press(dialog, 'Add destination…');
  await dialog.getByLabel('Name').fill('Guarded');
  await dialog.getByLabel('Address').fill(`put+http://ann@${new URL(guarded.origin).host}/in/`);
  await press(dialog, 'Test this destination');
  await dialog.getByText(/^Sign-in refused \(401\)/).waitFor({ timeout: patienceMs });
  await dialog.getByLabel('Password').fill(password);
  await press(dialog, 'Test this destination');
  await dialog.getByText('It answers and can be used.').waitFor({ timeout: patienceMs });
  await press(dialog, 'Add destination');
  await itemOf(dialog, 'Guarded')
    .filter({ hasText: /Sign-in: (kept until Gantry ends|saved in the system)/ })
    .waitFor();
  await press(dialog, 'Edit Guarded');
  expect(await dialog.getByLabel('Password').inputValue()).toBe('');
  await press(dialog, 'Cancel editing');
  await press(dialog, 'Close');

  await running.drop([tree.pathOf('letters')]);
  expect(await gantry.waitForReceipt()).toContain('1 file arrived at Guarded');
  expect(taken.get('/in/letters/a.txt')).toBe(10_000);
  const { destinations } = await gantry.request('listDestinations', {});
  expect(secretsFound(JSON.stringify(destinations), [password])).toEqual([]);
  expect(destinations.find(({ name }) => name === 'Guarded')?.savedSecrets).toEqual(['password']);
  await gantry.clearFinished();
  expect((await dataText()).length).toBeGreaterThan(10_000);
  expect((await dataText()).includes(password)).toBe(false);
  expect((await dataText()).includes(Buffer.from(`ann:${password}`).toString('base64'))).toBe(false);
});

test('a batch whose server wants another sign-in waits, and goes on as soon as that is given', async () => {
  const dialog = await gantry.openDestinations();
  await press(dialog, 'Edit Guarded');
  await press(dialog, 'Forget what is kept');
  await expect.poll(() => dialog.getByRole('button', { name: 'Forget what is kept' }).count(), { timeout: patienceMs }).toBe(0);
  await press(dialog, 'Cancel editing');
  await press(dialog, 'Close');
  taken.clear();
  await running.drop([tree.pathOf('big')]);
  await gantry.waitForState('slow.bin', /Sign-in refused/);
  await gantry.openDestinations();
  await press(dialog, 'Remove Guarded');
  expect(await dialog.getByRole('alert').innerText()).toContain('1 file of the list still goes there');
  await press(dialog, 'Keep Guarded');
  await press(dialog, 'Close');
  // From the row and from the line above the list to the field itself, and back to the list.
  await gantry.button('Sign in, for slow.bin').click();
  await press(dialog, 'Cancel editing');
  await dialog.waitFor({ state: 'detached' });
  await gantry.button('Sign in: Guarded').click();
  const field = dialog.getByLabel('Password').and(dialog.locator(':focus'));
  await field.waitFor();
  await field.fill(password);
  await press(dialog, 'Save destination');
  await dialog.waitFor({ state: 'detached' });
  expect(await gantry.waitForReceipt()).toContain('1 file arrived at Guarded');
  expect(taken.get('/in/big/slow.bin')).toBe(3_000_000);
  await gantry.clearFinished();
});

test('what of a batch has not arrived is sent to another destination', async () => {
  await gantry.addDestination('Nobody', 'put+http://127.0.0.1:9/');
  await running.drop([tree.pathOf('letters')]);
  await gantry.waitForState('a.txt', /does not answer|refuses connections/);
  await gantry.button('Send batch letters elsewhere').click();
  await running.page.getByRole('menuitem', { name: 'Attic' }).click();
  // An earlier test left a file of that name there.
  const question = running.page.getByRole('dialog', { name: 'The file is there already' });
  await question.getByRole('button', { name: 'Start upload' }).click({ timeout: patienceMs });
  expect(await gantry.waitForReceipt()).toContain('1 file arrived at Attic');
  expect((await readdir(join(put.directory, 'attic', 'letters'))).toSorted()).toEqual(['a (2).txt', 'a.txt']);
  expect(running.consoleProblems).toEqual([]);
});
