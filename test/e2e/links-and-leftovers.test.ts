import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tree } from '../files/make-tree.ts';
import { makeTree } from '../files/make-tree.ts';
import type { FaultProxy } from '../servers/start-fault-proxy.ts';
import { startFaultProxy } from '../servers/start-fault-proxy.ts';
import type { PutRecorder } from '../servers/start-put-recorder.ts';
import { startPutRecorder } from '../servers/start-put-recorder.ts';
import type { ScriptedS3 } from '../servers/start-scripted-s3.ts';
import { startScriptedS3 } from '../servers/start-scripted-s3.ts';
import type { RunningApp } from './launch-app.ts';
import { launchApp } from './launch-app.ts';
import { patienceMs, UploadsWindow } from './uploads-window.ts';

const mebibyte = 1024 * 1024;

let running: RunningApp;
let gantry: UploadsWindow;
let put: PutRecorder;
let store: ScriptedS3;
let line: FaultProxy;
let tree: Tree;
beforeAll(async () => {
  tree = await makeTree({
    files: [
      { path: 'letters/a b.txt', sizeBytes: 3_000 },
      { path: 'film/ours.mov', sizeBytes: 12 * mebibyte },
    ],
  });
  put = await startPutRecorder();
  store = await startScriptedS3();
  line = await startFaultProxy(store.origin);
  running = await launchApp({ environment: { AWS_ACCESS_KEY_ID: 'anybody', AWS_SECRET_ACCESS_KEY: 'anything' } });
  gantry = new UploadsWindow(running.page);
});
afterAll(async () => {
  await running.dispose();
  await line.close();
  await store.close();
  await put.close();
  await tree.remove();
});

const press = (place: Locator, name: string): Promise<void> => place.getByRole('button', { name, exact: true }).click();
const clipboardText = (): Promise<string> => running.app.evaluate(({ clipboard }) => clipboard.readText());
const emptyClipboard = (): Promise<void> => running.app.evaluate(({ clipboard }) => clipboard.writeText(''));

test('the link of a file that arrived is copied from its row and from its details', async () => {
  await gantry.addDestination('Shelf', put.url.replace('http', 'put+http'));
  await running.drop([tree.pathOf('letters')]);
  await gantry.waitForReceipt();
  const { origin } = new URL(put.url);
  for (const way of ['menu', 'details'] as const) {
    await emptyClipboard();
    if (way === 'menu') {
      await gantry.row('a b.txt').click({ button: 'right' });
      await running.page.getByRole('menuitem', { name: 'Copy link' }).click();
    } else {
      await gantry.row('a b.txt').dblclick();
      await press(running.page.getByRole('dialog', { name: 'a b.txt' }), 'Copy link');
      await running.page.keyboard.press('Escape');
    }
    await expect.poll(clipboardText, { timeout: patienceMs }).toBe(`${origin}/letters/a%20b.txt`);
  }
  await gantry.clearFinished();
});

test('files held over the destination’s name open the menu, and go to the one that they are dropped on', async () => {
  const session = await running.app.context().newCDPSession(running.page);
  const data = { items: [], files: [tree.pathOf('letters')], dragOperationsMask: 1 };
  const dragOn = async (target: Locator, type: 'dragEnter' | 'dragOver' | 'drop'): Promise<void> => {
    const box = await target.boundingBox();
    if (box === null) throw new Error('It is not shown.');
    await session.send('Input.dispatchDragEvent', { type, x: box.x + 40, y: box.y + box.height / 2, data });
  };
  /** As a hand does: it says where it is again and again. */
  const holdOn = async (target: Locator, shown: Locator): Promise<void> => {
    for (let left = 200; (await shown.count()) === 0 && left > 0; left -= 1) {
      await dragOn(target, 'dragOver');
      await sleep(20);
    }
    expect(await shown.count()).toBe(1);
  };
  const button = running.page.getByRole('button', { name: 'Destination: Shelf' });
  const other = running.page.getByRole('menuitemradio', { name: 'This computer' });
  await dragOn(button, 'dragEnter');
  await running.page.getByText('For another destination, hold them over its name above.').waitFor();
  await holdOn(button, other);
  await holdOn(other, running.page.getByText('Drop to upload 1 item to This computer'));
  await dragOn(other, 'drop');
  await other.waitFor({ state: 'detached' });
  expect(await gantry.waitForReceipt()).toContain('1 file arrived at This computer');
  const { destinations } = await gantry.request('listDestinations', {});
  expect(destinations.find(({ isDefault }) => isDefault)?.name).toBe('Shelf');
  await session.detach();
  await gantry.clearFinished();
});

test('unfinished uploads are listed with whose they are, and one of somebody else is removed', async () => {
  await line.set({ bytesPerSecond: 2 * mebibyte });
  const { host } = new URL(line.url);
  await gantry.addDestination('Archive', `s3+http://${host}/uploads/?region=us-east-1&part-size=5M`);
  await running.drop([tree.pathOf('film')]);
  await expect.poll(() => store.uploads.size, { timeout: patienceMs }).toBe(1);
  await gantry.press('Pause', 'ours.mov');
  await gantry.waitForState('ours.mov', 'Paused');
  for (const id of ['theirs', 'others']) store.uploads.set(id, { path: `/uploads/${id}.mov`, parts: new Map(), algorithm: null });
  await line.set({ bytesPerSecond: 0 });

  await press(await gantry.openDestinations(), 'Unfinished uploads at Archive');
  const dialog = running.page.getByRole('dialog', { name: 'Unfinished uploads at Archive' });
  const item = (name: string): Locator => dialog.getByRole('listitem').filter({ hasText: name });
  await item('theirs.mov').waitFor({ timeout: patienceMs });
  expect(await item('ours.mov').innerText()).toContain('Belongs to a file in the list');
  expect(await item('ours.mov').getByRole('checkbox').isDisabled()).toBe(true);
  expect(await item('theirs.mov').innerText()).toContain('Begun elsewhere');
  await item('theirs.mov').getByRole('checkbox').check();
  await press(dialog, 'Remove selected');
  await dialog.getByText('Removed 1 unfinished upload.').waitFor({ timeout: patienceMs });
  await expect.poll(() => dialog.getByRole('listitem').count(), { timeout: patienceMs }).toBe(2);
  expect([store.uploads.size, store.uploads.has('others'), store.uploads.has('theirs')]).toEqual([2, true, false]);
  await press(dialog, 'Close');

  // Nothing of ours was touched: it goes on.
  await gantry.press('Resume', 'ours.mov');
  expect(await gantry.waitForReceipt()).toContain('1 file arrived at Archive');
  expect(store.objects.get('/uploads/film/ours.mov')?.length).toBe(12 * mebibyte);
  expect(running.consoleProblems).toEqual([]);
});
