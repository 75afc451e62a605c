import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareTrees } from '../files/compare-trees.ts';
import type { Tree } from '../files/make-tree.ts';
import { makeTree } from '../files/make-tree.ts';
import type { Listening } from '../servers/parts/listen-on-loopback.ts';
import { listenOnLoopback } from '../servers/parts/listen-on-loopback.ts';
import type { FormReceiver } from '../servers/start-form-receiver.ts';
import { startFormReceiver } from '../servers/start-form-receiver.ts';
import type { PutRecorder } from '../servers/start-put-recorder.ts';
import { startPutRecorder } from '../servers/start-put-recorder.ts';
import type { RunningApp } from './launch-app.ts';
import { launchApp } from './launch-app.ts';
import { patienceMs, UploadsWindow } from './uploads-window.ts';

let running: RunningApp;
let gantry: UploadsWindow;
let put: PutRecorder;
let form: FormReceiver;
let webSite: Listening;
let tree: Tree;
beforeAll(async () => {
  tree = await makeTree({ files: { 'letters/a.txt': 10_000, 'letters/b/c.txt': 0, 'letters/b/d e.txt': 400_000 } });
  put = await startPutRecorder();
  form = await startFormReceiver();
  webSite = await listenOnLoopback(
    createServer((request, response) => {
      request.resume();
      request.on('end', () => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Welcome</title>'));
    }),
  );
  running = await launchApp();
  gantry = new UploadsWindow(running.page);
});
afterAll(async () => {
  await running.dispose();
  await put.close();
  await form.close();
  await webSite.close();
  await tree.remove();
});

const itemOf = (dialog: Locator, name: string): Locator => dialog.getByRole('listitem').filter({ hasText: name });

/** What "Test" says of a destination. */
async function tested(dialog: Locator, name: string): Promise<string> {
  await dialog.getByRole('button', { name: `Test ${name}` }).click();
  const result = itemOf(dialog, name).getByRole('status');
  await expect.poll(() => result.innerText(), { timeout: patienceMs }).not.toContain('Asking');
  return (await result.innerText()).replace(/\s+/g, ' ');
}

/** Opens the form for a new one, where it is not open yet. */
async function openForm(dialog: Locator): Promise<void> {
  const add = dialog.getByRole('button', { name: 'Add destination…' });
  if ((await add.count()) > 0) await add.click();
}

async function fill(dialog: Locator, name: string, url: string): Promise<void> {
  await openForm(dialog);
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Address').fill(url);
  await dialog.getByRole('button', { name: 'Add destination', exact: true }).click();
}

const chosen = (): Promise<string | null> => running.page.getByRole('button', { name: /^Destination: / }).getAttribute('aria-label');

test('an address that Gantry cannot use is refused in words, and what was written stays to be mended', async () => {
  expect(await chosen()).toBe('Destination: This computer');
  const dialog = await gantry.openDestinations();
  for (const [url, words] of [
    ['ftp://example.org/', /^Not a usable destination\. .*Gantry does not know the kind "ftp"/],
    ['https://example.org/files/', /^Not a usable destination\. .*before https:/],
    ['just words', /^Not a usable destination\. .*neither a saved destination nor a URL/],
    ['put+http://me:secret@example.org/', /^Not a usable destination\. .*holds a password/],
  ] as const) {
    await fill(dialog, 'Wrong', url);
    await expect.poll(() => dialog.getByRole('alert').allInnerTexts(), { timeout: patienceMs }).toEqual([expect.stringMatching(words)]);
    expect(await dialog.getByLabel('Address').inputValue()).toBe(url);
  }
  await dialog.getByRole('button', { name: 'Cancel editing' }).click();
  expect(await dialog.getByRole('listitem').count()).toBe(1);
  await running.page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

test('a destination that is added is in use, and says on request whether it answers', async () => {
  const dialog = await gantry.openDestinations();
  await fill(dialog, 'Shelf', `put+${put.url}shelf/`);
  await itemOf(dialog, 'Shelf').filter({ hasText: 'In use' }).waitFor();
  expect(await itemOf(dialog, 'Shelf').innerText()).toContain('HTTP PUT');
  expect(await tested(dialog, 'Shelf')).toContain('an interrupted file begins again');
  expect(await tested(dialog, 'This computer')).toMatch(/It answers and can be used\..* Resume an interrupted file goes on in its middle/);

  await fill(dialog, 'Nobody', 'put+http://127.0.0.1:9/');
  await itemOf(dialog, 'Nobody').waitFor();
  expect(await tested(dialog, 'Nobody')).toBe('127.0.0.1:9 refuses connections. Check that it is running and that the port is right.');
  await fill(dialog, 'Unknown', 'tus+http://no-such-host.invalid/files/');
  await itemOf(dialog, 'Unknown').waitFor();
  expect(await tested(dialog, 'Unknown')).toMatch(/^(No server named no-such-host\.invalid|No network)/);
  await fill(dialog, 'Web page', `tus+${webSite.origin}/files/`);
  await itemOf(dialog, 'Web page').waitFor();
  expect(await tested(dialog, 'Web page')).toBe(
    'The server speaks another protocol. Check that the address and the kind of destination match.',
  );
  await dialog.getByRole('button', { name: 'Close' }).click();
});

test('files go to the destination that is chosen, each kind with its own protocol', async () => {
  await running.page.getByRole('button', { name: /^Destination: / }).click();
  await running.page.getByRole('menuitemradio', { name: /^Shelf/ }).click();
  await expect.poll(chosen).toBe('Destination: Shelf');
  await running.drop([tree.pathOf('letters')]);
  expect(await gantry.waitForReceipt()).toContain('All 3 files arrived at Shelf');
  expect((await compareTrees(tree.directory, join(put.directory, 'shelf'))).report).toBe('');

  await gantry.clearFinished();
  await gantry.addDestination('Letter box', `post+${form.url}?field=documents`);
  await running.drop([tree.pathOf('letters')]);
  expect(await gantry.waitForReceipt()).toContain('All 3 files arrived at Letter box');
  // A form has names and no folders.
  expect((await readdir(join(form.directory, 'documents'))).toSorted()).toEqual(['a.txt', 'c.txt', 'd e.txt']);
});

test('a server that answers a web page to everything is no success', async () => {
  await gantry.clearFinished();
  await running.page.getByRole('button', { name: /^Destination: / }).click();
  await running.page.getByRole('menuitemradio', { name: /^Web page/ }).click();
  await expect.poll(chosen).toBe('Destination: Web page');
  await running.drop([tree.pathOf('letters/a.txt')]);
  await gantry.waitForState('a.txt', /^(The server speaks another protocol|An answer that makes no sense)/);
  expect(await gantry.waitForReceipt()).toContain('0 of 1 file arrived at Web page');
});

test('a destination that is removed is gone, and new files go to this computer again', async () => {
  const dialog = await gantry.openDestinations();
  for (const name of ['Nobody', 'Unknown', 'Letter box', 'Shelf', 'Web page']) {
    await dialog.getByRole('button', { name: `Remove ${name}`, exact: true }).click();
    await dialog.getByRole('button', { name: `Remove ${name} all the same` }).click();
    await expect.poll(() => itemOf(dialog, name).count(), { timeout: patienceMs }).toBe(0);
  }
  await itemOf(dialog, 'This computer').filter({ hasText: 'In use' }).waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect.poll(chosen).toBe('Destination: This computer');
  await running.drop([tree.pathOf('letters')]);
  expect(await gantry.waitForReceipt()).toContain('All 3 files arrived at This computer');
  expect((await compareTrees(tree.directory, running.receiveDirectory)).report).toBe('');
  expect(running.consoleProblems).toEqual([]);
});
