import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Tree } from '../files/make-tree.ts';
import { makeTree } from '../files/make-tree.ts';
import type { FaultProxy } from '../servers/start-fault-proxy.ts';
import { startFaultProxy } from '../servers/start-fault-proxy.ts';
import type { TusRequest, TusServer } from '../servers/start-tus-server.ts';
import { startTusServer } from '../servers/start-tus-server.ts';
import { ByteWatch } from './byte-watch.ts';
import type { RunningApp } from './launch-app.ts';
import { launchApp } from './launch-app.ts';
import { patienceMs, UploadsWindow } from './uploads-window.ts';

const mebibyte = 1024 * 1024;
const slowBytesPerSecond = 20 * mebibyte;
/** How long bytes may go on after a click. */
const stopMs = 250;
/** The clock of this process stands still while others have the processor, so a late look is measured again. */
const mostMeasurements = 6;
/** Bytes that were on their way when the connection ended: the slow line itself holds a mebibyte. They may arrive, and be sent again. */
const mostInFlightBytes = 2 * mebibyte;

let running: RunningApp;
let gantry: UploadsWindow;
let server: TusServer;
let line: FaultProxy;
let tree: Tree;
const sizes = { 'long.bin': 96 * mebibyte, 'one.bin': 20 * mebibyte, 'two.bin': 20 * mebibyte, 'three.bin': 20 * mebibyte };

beforeAll(async () => {
  tree = await makeTree({ files: sizes });
  server = await startTusServer();
  line = await startFaultProxy(server.url);
  running = await launchApp();
  gantry = new UploadsWindow(running.page);
  await gantry.addDestination('Studio', `tus+${line.url}`);
});
afterAll(async () => {
  await running.dispose();
  await line.close();
  await server.close();
  await tree.remove();
});
beforeEach(async () => {
  server.forgetRequests();
  await line.set({ bytesPerSecond: slowBytesPerSecond });
});
afterEach(() => gantry.clearFinished());

const sha256 = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
const receivedBytes = (): number => server.requests().reduce((sum, request) => sum + request.bytes, 0);
const patches = (): readonly TusRequest[] => server.requests().filter(({ method }) => method === 'PATCH');
const uploadsOf = async (fileName: string) => (await server.files()).filter(({ metadata }) => metadata['filename'] === fileName);
const waitForBytes = (bytes: number) => expect.poll(receivedBytes, { timeout: patienceMs, interval: 20 }).toBeGreaterThan(bytes);

const expectNoConnection = () => expect.poll(() => line.counters().connectionsOpen, { timeout: patienceMs }).toBe(0);

async function expectArrived(fileName: keyof typeof sizes): Promise<void> {
  const stored = await uploadsOf(fileName);
  expect(stored).toHaveLength(1);
  expect(await sha256(stored[0]?.path ?? '')).toBe(await sha256(tree.pathOf(fileName)));
}

/** Notes in the page when a button was clicked, and when the row of a file first said a word. */
async function noteTimes(
  fileName: string,
  word: string,
): Promise<() => Promise<{ readonly clickedAtMs: number; readonly saidAtMs: number }>> {
  await running.page.evaluate(
    ([name, state]) => {
      const times = { clickedAtMs: 0, saidAtMs: 0 };
      Object.assign(globalThis, { times });
      window.addEventListener('click', () => Object.assign(times, { clickedAtMs: Date.now() }), { capture: true, once: true });
      const row = document.querySelector(`tr[aria-label="${name}"]`);
      const observer = new MutationObserver(() => {
        if (row?.textContent.includes(state) !== true) return;
        times.saidAtMs = Date.now();
        observer.disconnect();
      });
      if (row !== null) observer.observe(row, { subtree: true, childList: true, characterData: true });
    },
    [fileName, word] as const,
  );
  return () => running.page.evaluate(() => (globalThis as unknown as { readonly times: { clickedAtMs: number; saidAtMs: number } }).times);
}

test('Pause stops the bytes at once, the row says so only then, and Resume goes on where it was', async () => {
  const watch = new ByteWatch(receivedBytes);
  await running.drop([tree.pathOf('long.bin')]);
  const stops: { readonly afterMs: number; readonly bytesSinceSaid: number }[] = [];
  const isSharp = (stop: (typeof stops)[number]): boolean => stop.afterMs < stopMs && stop.bytesSinceSaid < mostInFlightBytes;
  for (;;) {
    await waitForBytes(receivedBytes() + 2 * mebibyte);
    const times = await noteTimes('long.bin', 'Paused');
    await gantry.press('Pause', 'long.bin');
    await gantry.waitForState('long.bin', 'Paused');
    const lastByteAtMs = await watch.lastByteAtMs(1_000);
    const { clickedAtMs, saidAtMs } = await times();
    expect(saidAtMs).toBeGreaterThanOrEqual(clickedAtMs);
    stops.push({ afterMs: lastByteAtMs - clickedAtMs, bytesSinceSaid: watch.bytesSince(saidAtMs) });
    if (stops.some(isSharp) || stops.length === mostMeasurements) break;
    await gantry.press('Resume', 'long.bin');
  }
  watch.close();
  const bytesBefore = receivedBytes();
  expect(stops).toSatisfy((all: typeof stops) => all.some(isSharp));
  await expectNoConnection();
  expect(bytesBefore).toBeLessThan(sizes['long.bin'] / 2);

  await line.set({ bytesPerSecond: 0 });
  await gantry.press('Resume', 'long.bin');
  expect(await gantry.waitForReceipt()).toContain('1 file arrived at Studio');
  await expectArrived('long.bin');
  const [first, ...later] = patches();
  expect(first?.offset).toBe(0);
  expect(later).toHaveLength(stops.length);
  expect(later.at(-1)?.offset).toBeGreaterThan(bytesBefore - mostInFlightBytes);
  expect(receivedBytes()).toBeLessThan(sizes['long.bin'] + stops.length * mostInFlightBytes);
});

test('Pause all and Resume all', async () => {
  const names = ['one.bin', 'two.bin', 'three.bin'] as const;
  const watch = new ByteWatch(receivedBytes);
  await running.drop(names.map((name) => tree.pathOf(name)));
  await expect.poll(() => patches().filter(({ bytes }) => bytes > mebibyte).length, { timeout: patienceMs }).toBe(names.length);
  await gantry.button('Pause all').click();
  for (const name of names) await gantry.waitForState(name, /^Paused/);
  await watch.lastByteAtMs(1_000);
  watch.close();
  const bytesBefore = receivedBytes();
  await expectNoConnection();
  expect(await gantry.button('Pause all').isDisabled()).toBe(true);

  await line.set({ bytesPerSecond: 0 });
  await gantry.button('Resume all').click();
  expect(await gantry.waitForReceipt()).toContain('All 3 files arrived at Studio');
  for (const name of names) await expectArrived(name);
  expect(bytesBefore).toBeLessThan(60 * mebibyte);
  expect(receivedBytes()).toBeLessThan(60 * mebibyte + names.length * mostInFlightBytes);
});

test('Cancel stops one file, takes it off the server, and leaves the others alone', async () => {
  await running.drop([tree.pathOf('long.bin'), tree.pathOf('one.bin')]);
  await expect.poll(() => patches().filter(({ bytes }) => bytes > mebibyte).length, { timeout: patienceMs }).toBe(2);
  const stored = await uploadsOf('long.bin');
  const before = stored.length;
  await gantry.press('Cancel', 'long.bin');
  await gantry.waitForState('long.bin', 'Cancelled');
  await line.set({ bytesPerSecond: 0 });
  expect(await gantry.waitForReceipt()).toContain('1 of 2 files arrived at Studio');
  await expect.poll(async () => (await uploadsOf('long.bin')).length, { timeout: patienceMs }).toBe(before - 1);
  const deleted = server.requests().filter(({ method }) => method === 'DELETE');
  expect(deleted.map(({ status }) => status)).toEqual([204]);
  expect(patches().find(({ path }) => path === deleted[0]?.path)?.bytes).toBeLessThan(sizes['long.bin'] / 2);
  expect(await gantry.stateOf('one.bin')).toMatch(/^(Done|Verified)/);
});

test('Cancel batch stops all that is left of it', async () => {
  await running.drop([tree.pathOf('long.bin'), tree.pathOf('two.bin'), tree.pathOf('three.bin')]);
  await expect.poll(() => patches().filter(({ bytes }) => bytes > mebibyte).length, { timeout: patienceMs }).toBe(3);
  await gantry.page.getByRole('button', { name: /^Cancel batch / }).click();
  for (const name of ['long.bin', 'two.bin', 'three.bin']) await gantry.waitForState(name, 'Cancelled');
  await expect
    .poll(() => server.requests().filter(({ method, status }) => method === 'DELETE' && status === 204).length, { timeout: patienceMs })
    .toBe(3);
  expect(line.counters().connectionsOpen).toBeLessThanOrEqual(3);
  expect(await gantry.waitForReceipt()).toContain('0 of 3 files arrived at Studio');
});
