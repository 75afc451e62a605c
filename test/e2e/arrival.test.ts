import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareTrees } from '../files/compare-trees.ts';
import type { Tree } from '../files/make-tree.ts';
import { makeTree } from '../files/make-tree.ts';
import { oddNames } from '../files/odd-names.ts';
import type { RunningApp } from './launch-app.ts';
import { launchApp } from './launch-app.ts';
import { patienceMs, UploadsWindow } from './uploads-window.ts';

const loose = Array.from({ length: 50 }, (_, index) => ({ path: `file ${index + 1}.bin`, sizeBytes: index * index * 400 }));
const nested = [
  ...oddNames.map((name, index) => ({ path: `Wedding "2026" ünd/a/b/c/${name}`, sizeBytes: index === 3 ? 0 : 1_000 + index })),
  { path: 'Wedding "2026" ünd/empty.bin', sizeBytes: 0 },
  { path: 'Wedding "2026" ünd/film.mov', sizeBytes: 24 * 1024 * 1024 },
  { path: 'Wedding "2026" ünd/a/new\nfolder/x.bin', sizeBytes: 300_000 },
];
const fileCount = loose.length + nested.length;

let running: RunningApp;
let gantry: UploadsWindow;
let tree: Tree;
beforeAll(async () => {
  tree = await makeTree({ files: [...loose, ...nested] });
  running = await launchApp();
  gantry = new UploadsWindow(running.page);
});
afterAll(async () => {
  await running.dispose();
  await tree.remove();
});

test('50 files and a nested folder that are dropped on the window arrive byte for byte, and the window shows it', async () => {
  await running.page.evaluate(() => {
    const bar = document.querySelector('[role=progressbar][aria-label="Overall progress"]');
    const samples: number[] = [];
    Object.assign(globalThis, { overallSamples: samples });
    if (bar !== null) {
      new MutationObserver(() => samples.push(Number(bar.getAttribute('aria-valuenow')))).observe(bar, {
        attributeFilter: ['aria-valuenow'],
      });
    }
  });
  await running.drop([...loose.map((file) => tree.pathOf(file.path)), tree.pathOf('Wedding "2026" ünd')]);

  expect(await gantry.waitForReceipt()).toContain(`All ${fileCount} files arrived at This computer`);
  const { report, comparedFiles } = await compareTrees(tree.directory, running.receiveDirectory);
  expect(report).toBe('');
  expect(comparedFiles).toBe(fileCount);

  await expect.poll(() => gantry.overallPercentage(), { timeout: patienceMs }).toBe(100);
  const samples = await running.page.evaluate(
    () => (globalThis as unknown as { readonly overallSamples: readonly number[] }).overallSamples,
  );
  expect(samples.length).toBeGreaterThan(1);
  expect(samples).toEqual(samples.toSorted((one, other) => one - other));
  expect(samples.at(-1)).toBe(100);
  expect(samples.indexOf(100)).toBe(samples.length - 1);
});

test('the grid says how many files there are, and each row begins with the name of its file', async () => {
  expect(await gantry.rowCount()).toBe(fileCount);
  const names = new Set<string>();
  const lookAtRows = async (): Promise<number> => {
    const rows = gantry.grid.locator('tr[aria-label]');
    for (const label of await rows.evaluateAll((shown) => shown.map((row) => row.getAttribute('aria-label') ?? ''))) names.add(label);
    return names.size;
  };
  await gantry.grid.focus();
  // The rows are virtual, so that all of them are seen only by going through the list, and once more where drawing was late.
  const goOn = async (press: number): Promise<number> => {
    await running.page.keyboard.press(press % 12 === 0 ? 'Home' : 'PageDown');
    return lookAtRows();
  };
  let presses = 0;
  await expect.poll(() => goOn(presses++), { timeout: patienceMs }).toBe(fileCount);
  const expected = [...loose, ...nested].map(({ path }) => path.slice(path.lastIndexOf('/') + 1)).sort();
  const fileNames = [...names].map((label) => label.replace(/, in [\s\S]*$/, '')).sort();
  expect(fileNames).toEqual(expected);
  const uploads = await gantry.uploads();
  expect(uploads.filter(({ status }) => status !== 'completed')).toEqual([]);
});

test('a window that is opened anew shows what stands behind the receipt', async () => {
  const before = await gantry.waitForReceipt();
  expect(before).toMatch(/\d verified/);
  await running.page.reload();
  await expect.poll(() => gantry.waitForReceipt(), { timeout: patienceMs }).toBe(before);
});

test('what has arrived is not sent again', async () => {
  await running.drop([tree.pathOf('file 50.bin'), tree.pathOf('Wedding "2026" ünd')]);
  await expect.poll(() => gantry.rowCount(), { timeout: patienceMs }).toBe(fileCount + nested.length + 1);
  await expect.poll(async () => (await gantry.overview()).batches.at(-1)?.skipped, { timeout: patienceMs }).toBe(nested.length + 1);
  expect((await compareTrees(tree.directory, running.receiveDirectory)).report).toBe('');
  expect(running.consoleProblems).toEqual([]);
});
