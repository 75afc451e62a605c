import { copyFile, rm, truncate } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { compareTrees } from '../files/compare-trees.ts';
import type { Tree } from '../files/make-tree.ts';
import { makeTree } from '../files/make-tree.ts';
import { ReceiverFixture } from '../receiver/receiver-fixture.ts';
import type { FaultProxy } from '../servers/start-fault-proxy.ts';
import { startFaultProxy } from '../servers/start-fault-proxy.ts';
import type { RunningApp } from './launch-app.ts';
import { launchApp } from './launch-app.ts';
import { patienceMs, UploadsWindow } from './uploads-window.ts';

const mebibyte = 1024 * 1024;

let running: RunningApp;
let gantry: UploadsWindow;
let receiver: ReceiverFixture;
let line: FaultProxy;
let tree: Tree;
let other: Tree;
beforeAll(async () => {
  tree = await makeTree({ files: { 'vanishes.bin': 20 * mebibyte, 'replaced.bin': 20 * mebibyte, 'shrinks.bin': 20 * mebibyte } });
  other = await makeTree({ files: { 'replaced.bin': 20 * mebibyte, 'vanishes.bin': 20 * mebibyte }, seed: 'another version' });
  receiver = await ReceiverFixture.start();
  line = await startFaultProxy(receiver.destinationUrl.replace(/^tus\+/, ''));
  running = await launchApp();
  gantry = new UploadsWindow(running.page);
  await gantry.addDestination('Studio', `tus+${line.url}`);
});
afterAll(async () => {
  await running.dispose();
  await line.close();
  await receiver.close();
  await tree.remove();
  await other.remove();
});
beforeEach(() => line.set({ bytesPerSecond: 8 * mebibyte }));
afterEach(() => gantry.clearFinished());

/** Drops a file and comes back when some of it is sent. */
async function begin(name: string): Promise<void> {
  await running.drop([tree.pathOf(name)]);
  await expect.poll(async () => (await gantry.overview()).totals.bytesSent, { timeout: patienceMs }).toBeGreaterThan(3 * mebibyte);
}

test('a file that is gone when it is to go on fails with words, and goes on when it is back', async () => {
  await begin('vanishes.bin');
  await gantry.press('Pause', 'vanishes.bin');
  await gantry.waitForState('vanishes.bin', /^Paused/);
  await rm(tree.pathOf('vanishes.bin'));
  await gantry.press('Resume', 'vanishes.bin');
  await gantry.waitForState('vanishes.bin', 'The file is gone · Put it back where it was, then try again.');
  await copyFile(other.pathOf('vanishes.bin'), tree.pathOf('vanishes.bin'));
  await line.set({ bytesPerSecond: 0 });
  await gantry.press('Retry', 'vanishes.bin');
  await gantry.waitForState('vanishes.bin', /^(Done|Verified)/);
});

test('a file that is replaced while it is paused arrives as the new one, with nothing of the old', async () => {
  await begin('replaced.bin');
  await gantry.press('Pause', 'replaced.bin');
  await gantry.waitForState('replaced.bin', /^Paused/);
  await copyFile(other.pathOf('replaced.bin'), tree.pathOf('replaced.bin'));
  await line.set({ bytesPerSecond: 0 });
  await gantry.press('Resume', 'replaced.bin');
  await gantry.waitForState('replaced.bin', /^(Done|Verified)/);
});

test('a file that shrinks while it is sent arrives as it is then', async () => {
  await begin('shrinks.bin');
  await truncate(tree.pathOf('shrinks.bin'), 6 * mebibyte);
  await gantry.waitForState('shrinks.bin', /^(Done|Verified)/);
});

test('what arrived of them is what lies there now, each once', async () => {
  expect((await compareTrees(tree.directory, receiver.directory)).report).toBe('');
  expect(await receiver.unfinished()).toEqual([]);
});
