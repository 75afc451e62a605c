import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareTrees } from '../files/compare-trees.ts';
import type { Tree } from '../files/make-tree.ts';
import { makeTree } from '../files/make-tree.ts';
import type { PutRecorder, RecordedRequest } from '../servers/start-put-recorder.ts';
import { startPutRecorder } from '../servers/start-put-recorder.ts';
import type { RunningApp } from './launch-app.ts';
import { launchApp } from './launch-app.ts';
import { patienceMs, UploadsWindow } from './uploads-window.ts';

const fileCount = 24;
const refused = new Set(['clip 4.bin', 'clip 7.bin', 'clip 8.bin']);

let running: RunningApp;
let gantry: UploadsWindow;
let server: PutRecorder;
let tree: Tree;
const nameOf = ({ path }: RecordedRequest): string => decodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
/** Names of the files whose bytes were sent since a request. */
const sentAfter = (number: number): readonly string[] =>
  server
    .requests()
    .filter((request) => request.number > number && request.method === 'PUT')
    .map(nameOf);

beforeAll(async () => {
  tree = await makeTree({
    files: Array.from({ length: fileCount }, (_, index) => ({ path: `clips/clip ${index + 1}.bin`, sizeBytes: 20_000 + index })),
  });
  server = await startPutRecorder({
    answer: (request) =>
      request.method === 'PUT' && refused.has(nameOf(request)) ? { status: 403, body: 'The folder is read-only.' } : undefined,
  });
  running = await launchApp();
  gantry = new UploadsWindow(running.page);
  await gantry.addDestination('Archive', `put+${server.url}`);
});
afterAll(async () => {
  await running.dispose();
  await server.close();
  await tree.remove();
});

test('files that the server refuses do not stop the others, and their rows say why and what to do', async () => {
  await running.drop([tree.pathOf('clips')]);
  const receipt = await gantry.waitForReceipt();
  expect(receipt).toContain(`${fileCount - 3} of ${fileCount} files arrived at Archive`);
  expect(receipt).toContain('3 failed');
  const { missing, different } = await compareTrees(tree.directory, server.directory);
  expect(missing.toSorted()).toEqual([...refused].map((name) => `clips/${name}`));
  expect(different).toEqual([]);

  for (const name of refused) {
    expect(await gantry.stateOf(name)).toMatch(
      /^No permission \(403\) · Check this account’s rights at the destination, then retry\. It says: “The folder is read-only\.”/,
    );
  }
  // Refused for good is refused at once: nothing is sent a second time without being asked to.
  expect(sentAfter(0).length).toBe(fileCount);
  await gantry.filter('Failed').click();
  await expect.poll(() => gantry.grid.getByRole('row').count()).toBe(1 + 1 + refused.size);
  expect(await gantry.grid.innerText()).toContain('No permission (403) · 3 files');
});

test('Retry on a row sends only that file', async () => {
  refused.delete('clip 7.bin');
  const before = server.requests().length;
  await gantry.press('Retry', 'clip 7.bin');
  await expect.poll(() => gantry.row('clip 7.bin').count(), { timeout: patienceMs }).toBe(0);
  await gantry.filter('All').click();
  await gantry.waitForState('clip 7.bin', /^(Done|Verified)/);
  expect(sentAfter(before)).toEqual(['clip 7.bin']);
});

test('a retry that fails again says so again', async () => {
  const before = server.requests().length;
  await gantry.press('Retry', 'clip 4.bin');
  await expect.poll(() => sentAfter(before), { timeout: patienceMs }).toEqual(['clip 4.bin']);
  await gantry.waitForState('clip 4.bin', 'No permission (403)');
});

test('Retry failed sends what failed and nothing else, and then all has arrived', async () => {
  refused.clear();
  const before = server.requests().length;
  await gantry.button('Retry failed').click();
  await expect.poll(() => gantry.receipt.innerText(), { timeout: patienceMs }).toContain(`All ${fileCount} files arrived at`);
  expect(sentAfter(before).toSorted()).toEqual(['clip 4.bin', 'clip 8.bin']);
  expect((await compareTrees(tree.directory, server.directory)).report).toBe('');
  expect(await gantry.overallPercentage()).toBe(100);
  expect(await gantry.button('Retry failed').isDisabled()).toBe(true);
});
