import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeUpload } from '../../electron/receiver/upload-description.ts';
import { compareTrees } from '../files/compare-trees.ts';
import type { Tree } from '../files/make-tree.ts';
import { makeTree } from '../files/make-tree.ts';
import { ReceiverFixture } from '../receiver/receiver-fixture.ts';
import type { ProxiedRequest } from '../servers/http-fault.ts';
import type { FaultProxy } from '../servers/start-fault-proxy.ts';
import { startFaultProxy } from '../servers/start-fault-proxy.ts';
import type { HttpFaultProxy } from '../servers/start-http-fault-proxy.ts';
import { startHttpFaultProxy } from '../servers/start-http-fault-proxy.ts';
import type { RunningApp } from './launch-app.ts';
import { launchApp } from './launch-app.ts';
import { patienceMs, UploadsWindow } from './uploads-window.ts';

const mebibyte = 1024 * 1024;
/** Files that were under way when the app died, or had arrived in the moment before, too late for their word to be written down. */
const mostUnwritten = 12;
/** What of one large file may be on its way, in the app, the system and the slow line, when the app dies. */
const mostInFlightBytes = 4 * mebibyte;
const small = Array.from({ length: 150 }, (_, index) => ({ path: `shoot/day ${index % 3}/IMG_${index}.jpg`, sizeBytes: 15_000 + index }));
const large = Array.from({ length: 4 }, (_, index) => ({ path: `shoot/film ${index}.mov`, sizeBytes: 24 * mebibyte }));
const files = [...large, ...small];

let receiver: ReceiverFixture;
let recorder: HttpFaultProxy;
let line: FaultProxy;
let tree: Tree;
let first: RunningApp;
let second: RunningApp | null = null;

beforeAll(async () => {
  tree = await makeTree({ files });
  receiver = await ReceiverFixture.start();
  recorder = await startHttpFaultProxy(receiver.destinationUrl.replace(/^tus\+/, ''));
  line = await startFaultProxy(recorder.url);
  first = await launchApp();
});
afterAll(async () => {
  await second?.dispose();
  await first.dispose();
  await line.close();
  await recorder.close();
  await receiver.close();
  await tree.remove();
});

const isCreation = ({ method }: ProxiedRequest): boolean => method === 'POST';

/** Which file each request was about. The receiver names uploads by what their creation says, so the name of each can be told. */
function filesOfRequests(requests: readonly ProxiedRequest[]): (request: ProxiedRequest) => string | null {
  const described = (request: ProxiedRequest) =>
    describeUpload(String(request.headers['upload-metadata']), Number(request.headers['upload-length']), process.platform);
  const paths = new Map(requests.filter(isCreation).map((request) => [described(request).id, described(request).segments.join('/')]));
  return (request) => {
    const id = isCreation(request) ? described(request).id : request.path.slice(request.path.lastIndexOf('/') + 1);
    return paths.get(id) ?? null;
  };
}

test('kill -9 in the middle: the next start shows the same list and finishes it by itself, and sends nothing twice but the parts in flight', async () => {
  const before = new UploadsWindow(first.page);
  await before.addDestination('Studio', `tus+${line.url}`);
  await line.set({ bytesPerSecond: 12 * mebibyte });
  await first.drop([tree.pathOf('shoot')]);
  const isInTheMiddle = async (): Promise<boolean> => {
    const { totals } = await before.overview();
    return totals.total === files.length && totals.successful > 20 && totals.active > 0 && totals.bytesSent > 12 * mebibyte;
  };
  await expect.poll(isInTheMiddle, { timeout: patienceMs, interval: 20 }).toBe(true);
  await first.kill();
  line.killConnections();
  await expect.poll(() => line.counters().connectionsOpen, { timeout: patienceMs }).toBe(0);

  const requestsBefore = recorder.requests().length;
  const arrivedBefore = new Set(await receiver.received());
  expect(arrivedBefore.size).toBeGreaterThan(20);
  expect(arrivedBefore.size).toBeLessThan(files.length);

  await line.set({ bytesPerSecond: 0 });
  second = await launchApp({ folder: first.folder });
  const after = new UploadsWindow(second.page);
  expect(await after.rowCount()).toBe(files.length);
  expect(await after.waitForReceipt()).toContain(`All ${files.length} files arrived at Studio`);
  expect((await compareTrees(tree.directory, receiver.directory)).report).toBe('');
  const uploads = await after.uploads();
  expect(uploads.map(({ relativePath }) => relativePath).toSorted()).toEqual(files.map(({ path }) => path).toSorted());
  expect(new Set(uploads.map(({ status }) => status))).toEqual(new Set(['completed']));
  expect(await after.overallPercentage()).toBe(100);

  const fileOf = filesOfRequests(recorder.requests());
  const sent = new Map<string | null, number>();
  for (const request of recorder.requests()) sent.set(fileOf(request), (sent.get(fileOf(request)) ?? 0) + request.bytesReceived);
  const sentTwice = files.filter(({ path, sizeBytes }) => (sent.get(path) ?? 0) > sizeBytes);
  expect(sentTwice.length).toBeLessThanOrEqual(mostUnwritten);
  for (const { path, sizeBytes } of sentTwice) expect((sent.get(path) ?? 0) - sizeBytes, path).toBeLessThan(mostInFlightBytes);
  // What the app knew to be there is not even asked for again.
  const askedAgain = new Set(recorder.requests().slice(requestsBefore).map(fileOf));
  expect([...arrivedBefore].filter((path) => askedAgain.has(path)).length).toBeLessThanOrEqual(mostUnwritten);
});
