import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
/** Files that are under way at the same time lose what was on the line; a slow line itself holds a mebibyte. */
const mostInFlightBytes = 6 * 2 * mebibyte;
const files = [
  ...Array.from({ length: 3 }, (_, index) => ({ path: `footage/long ${index}.mov`, sizeBytes: 12 * mebibyte })),
  ...Array.from({ length: 37 }, (_, index) => ({ path: `footage/still ${index}.jpg`, sizeBytes: 200_000 + index })),
];

let running: RunningApp;
let gantry: UploadsWindow;
let receiver: ReceiverFixture;
let line: FaultProxy;
let tree: Tree;

beforeAll(async () => {
  tree = await makeTree({ files });
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
});

test('a server that goes away and comes back: the window says that it waits, and goes on by itself; no file fails or loses attempts', async () => {
  await line.set({ bytesPerSecond: 10 * mebibyte });
  await running.drop([tree.pathOf('footage')]);
  await expect.poll(async () => (await gantry.overview()).totals.bytesSent, { timeout: patienceMs }).toBeGreaterThan(8 * mebibyte);
  const arrivedBefore = (await gantry.overview()).totals.successful;
  await line.set({ mode: 'refuse' });
  line.killConnections();

  const notice = running.page.getByRole('status').filter({ hasText: 'Studio' });
  // At first only the cut connections are known; the first look at the server says more.
  await expect
    .poll(() => notice.allInnerTexts(), { timeout: patienceMs })
    .toEqual([expect.stringMatching(/^Studio: 127\.0\.0\.1:\d+ refuses connections\. Resumes by itself\./)]);
  await expect.poll(async () => (await gantry.overview()).totals.active, { timeout: patienceMs }).toBe(0);
  // Long enough for several questions whether the server is back.
  await sleep(2_500);
  const waiting = await gantry.uploads();
  expect(waiting.length).toBe(files.length);
  const statuses = new Set(waiting.map(({ status }) => status));
  expect(statuses.has('waiting')).toBe(true);
  expect(statuses.has('failed')).toBe(false);
  expect(Math.max(...waiting.map(({ attempt }) => attempt))).toBeLessThanOrEqual(1);
  const first = waiting.find(({ status }) => status === 'waiting')?.fileName ?? '';
  await gantry.filter('Waiting').click();
  expect(await gantry.stateOf(first)).toMatch(/^The destination does not answer · (Looks again (in \d+:\d\d|now)|Resumes by itself\.)/);
  expect(await gantry.overallPercentage()).toBeLessThan(100);

  await gantry.filter('All').click();
  await line.set({ mode: 'pass', bytesPerSecond: 0 });
  expect(await gantry.waitForReceipt()).toContain(`All ${files.length} files arrived at Studio`);
  expect(await notice.count()).toBe(0);
  expect((await compareTrees(tree.directory, receiver.directory)).report).toBe('');
  expect(arrivedBefore).toBeLessThan(files.length);
  // With some room for the heads of requests and for the questions.
  expect(line.counters().bytesUp).toBeLessThan(tree.totalBytes + mostInFlightBytes + mebibyte);
});
