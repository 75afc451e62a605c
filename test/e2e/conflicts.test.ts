import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeTree, writePseudoRandomFile } from '../files/make-tree.ts';
import { makeTemporaryDirectory } from '../servers/parts/temporary-directory.ts';
import type { RunningApp } from './launch-app.ts';
import { launchApp } from './launch-app.ts';
import { takePictures } from './take-pictures.ts';
import { patienceMs, UploadsWindow } from './uploads-window.ts';

const manyFiles = 10_000;
/** A key that takes longer is felt as a window that hangs. */
const answerMs = 500;
const day = 86_400;
/** Seconds since the epoch: when the files here were changed. */
const sourceTime = 1_780_000_000;

let running: RunningApp;
let gantry: UploadsWindow;
let work: { readonly path: string; remove(): Promise<void> };
beforeAll(async () => {
  work = await makeTemporaryDirectory('conflicts');
  running = await launchApp();
  gantry = new UploadsWindow(running.page);
});
afterAll(async () => {
  await running.dispose();
  await work.remove();
});

const press = (key: string): Promise<void> => running.page.keyboard.press(key);
const dialogOf = (): Locator => running.page.getByRole('dialog', { name: /already$/ });
const notice = (): Locator => running.page.getByRole('status').getByText(/there already/);
const radio = (dialog: Locator, name: string): Locator => dialog.getByRole('radio', { name: new RegExp(`^${name}`) });
const line = (dialog: Locator, name: string): Locator => dialog.getByRole('row').filter({ hasText: name });
/** The columns of a file's line. */
const columns = async (dialog: Locator, name: string): Promise<string> =>
  (await line(dialog, name).innerText()).replace(/\s*As the others[\s\S]*$/, '').replace(/\s+/g, ' ');
const at = (path: string): string => join(running.receiveDirectory, path);

interface There {
  readonly sizeBytes: number;
  /** Seconds after the file here was changed. */
  readonly laterSeconds: number;
}

/** Files of 1,000 bytes here, and of some what the destination has already. */
async function prepare(folder: string, files: Readonly<Record<string, There | null>>): Promise<string> {
  const directory = join(work.path, folder);
  await makeTree({ directory, files: Object.fromEntries(Object.keys(files).map((name) => [name, 1_000])), seed: folder });
  for (const [name, there] of Object.entries(files)) {
    utimesSync(join(directory, name), sourceTime, sourceTime);
    if (there === null) continue;
    const path = at(join(folder, name));
    mkdirSync(dirname(path), { recursive: true });
    await writePseudoRandomFile(path, there.sizeBytes, `there ${path}`);
    utimesSync(path, sourceTime + there.laterSeconds, sourceTime + there.laterSeconds);
  }
  return directory;
}

const isSent = (folder: string, name: string, as = name): boolean =>
  readFileSync(join(work.path, folder, name)).equals(readFileSync(at(join(folder, as))));

const wedding: Readonly<Record<string, There | null>> = {
  'ceremony/raw/IMG_4012.CR3': { sizeBytes: 1_000, laterSeconds: day },
  'ceremony/raw/IMG_4013.CR3': { sizeBytes: 640, laterSeconds: 3 * day },
  'ceremony/raw/IMG_4014.CR3': { sizeBytes: 1_000, laterSeconds: -40 * day },
  'ceremony/raw/IMG_4015.CR3': null,
  'film/speech.mov': { sizeBytes: 1_000, laterSeconds: 0 },
  'film/dance.mov': { sizeBytes: 700, laterSeconds: -day },
  'guests.txt': { sizeBytes: 120, laterSeconds: -2 * day },
  'plan.pdf': null,
};

test('where nothing is taken nobody is asked', async () => {
  await running.drop([await prepare('letters', { 'a.txt': null, 'b.txt': null })]);
  expect(await gantry.waitForReceipt()).toContain('All 2 files arrived at This computer');
  expect(await dialogOf().count()).toBe(0);
});

test('what is there already is shown with both sides, and asked about once by itself', async () => {
  await gantry.clearFinished();
  await running.drop([await prepare('Wedding 2026', wedding)]);
  const dialog = dialogOf();
  await dialog.waitFor({ timeout: patienceMs });
  expect(await dialog.getByRole('heading').innerText()).toBe('6 of 8 files are there already');
  await expect
    .poll(() => dialog.locator('.policy').allInnerTexts(), { timeout: patienceMs })
    .toEqual([
      expect.stringMatching(/^Replace all\s+Replace 6 \(6\.0 kB\)$/),
      expect.stringMatching(/^Skip what is the same\s+Replace 4 \(4\.0 kB\), skip 2 \(2\.0 kB\)$/),
      expect.stringMatching(/^Skip all that are there\s+Skip 6 \(6\.0 kB\)$/),
      expect.stringMatching(/^Replace only older ones\s+Replace 3 \(3\.0 kB\), skip 3 \(3\.0 kB\)$/),
      expect.stringMatching(/^Keep both\s+Keep both of 6 \(6\.0 kB\)$/),
      expect.stringMatching(/^Decide one by one\s+Choose below, file by file$/),
    ]);
  // The folder that was dropped is open, as there is nothing beside it.
  await line(dialog, 'ceremony').getByText('3 files').waitFor();
  expect(await columns(dialog, 'guests.txt')).toMatch(/^guests\.txt 1\.0 kB .* newer 120 B .*, \d\d:\d\d Keep both$/);
});

test('the tree is walked with the keyboard, and one file is decided on its own', async () => {
  const dialog = dialogOf();
  const tree = dialog.getByRole('treegrid');
  await radio(dialog, 'Skip what is the same').check();
  await tree.focus();
  await press('ArrowDown');
  await press('ArrowRight');
  await line(dialog, 'raw').waitFor();
  // As the only thing in there it opened with it.
  await press('ArrowRight');
  await line(dialog, 'IMG_4013.CR3').waitFor();
  expect(await columns(dialog, 'IMG_4013.CR3')).toMatch(/ 640 B .* newer Replace$/);
  expect(await columns(dialog, 'IMG_4012.CR3')).toMatch(/ Skip$/);
  await press('ArrowRight');
  await press('ArrowDown');
  await press('Enter');
  const choice = dialog.getByRole('combobox', { name: 'What becomes of IMG_4013.CR3' });
  expect(await choice.evaluate((node) => node === document.activeElement)).toBe(true);
  await choice.selectOption('rename');
  await dialog.locator('.policy-chosen').getByText('Replace 3 (3.0 kB), skip 2 (2.0 kB), keep both of 1 (1.0 kB)').waitFor();
  await takePictures(running, 'conflicts');
});

test('Escape leaves it for later: rows and a notice say that a decision is missing, and lead back', async () => {
  await press('Escape');
  await dialogOf().waitFor({ state: 'detached' });
  await gantry.waitForState('guests.txt', /^Needs your decision · The name is taken there .*Decide…$/);
  expect(await notice().innerText()).toMatch(/^Wedding 2026: 6 of 8 files are there already, at This computer\./);
  await takePictures(running, 'conflicts-rows');
  await gantry.button('Decide about guests.txt').click();
  await dialogOf().waitFor();
  await press('Escape');
  await gantry.button('Decide about Wedding 2026').click();
  const dialog = dialogOf();
  await radio(dialog, 'Skip what is the same').check();
  await line(dialog, 'film').click();
  await dialog.getByRole('combobox', { name: 'What becomes of dance.mov' }).selectOption('skip');
  await dialog.getByRole('button', { name: 'Start upload' }).click();
  expect(await gantry.waitForReceipt()).toContain('All 8 files arrived at This computer');
  expect(await dialogOf().count()).toBe(0);
  const sent = Object.keys(wedding).filter((name) => isSent('Wedding 2026', name));
  expect(sent.toSorted()).toEqual([
    'ceremony/raw/IMG_4013.CR3',
    'ceremony/raw/IMG_4014.CR3',
    'ceremony/raw/IMG_4015.CR3',
    'guests.txt',
    'plan.pdf',
  ]);
  expect(statSync(at('Wedding 2026/film/dance.mov')).size).toBe(700);
});

test('of two batches that wait one is asked about after the other, and one of them can be called off', async () => {
  await gantry.clearFinished();
  const old: There = { sizeBytes: 10, laterSeconds: -day };
  const first = await prepare('first', { 'one.txt': old, 'two.txt': old });
  const second = await prepare('second', { 'three.txt': old });
  await running.drop([first]);
  await dialogOf().waitFor({ timeout: patienceMs });
  await press('Escape');
  await running.drop([second]);
  await running.page.getByRole('dialog', { name: 'The file is there already' }).waitFor({ timeout: patienceMs });
  await press('Escape');
  await notice().getByText('1 more batch waits too.').waitFor();
  await gantry.button('Decide about first').click();
  const dialog = running.page.getByRole('dialog', { name: '2 of 2 files are there already' });
  await dialog.getByText('1 more batch waits after it.').waitFor();
  await dialog.getByRole('button', { name: 'Start upload' }).click();
  const next = running.page.getByRole('dialog', { name: 'The file is there already' });
  await next.getByRole('button', { name: 'Cancel batch' }).click();
  await next.waitFor({ state: 'detached' });
  await gantry.waitForState('three.txt', 'Cancelled');
  await expect
    .poll(() => readdirSync(at('first')).toSorted(), { timeout: patienceMs })
    .toEqual(['one (2).txt', 'one.txt', 'two (2).txt', 'two.txt']);
  expect(isSent('first', 'one.txt', 'one (2).txt')).toBe(true);
  expect(readdirSync(at('second'))).toEqual(['three.txt']);
  expect(statSync(at('second/three.txt')).size).toBe(10);
});

test('an answer is remembered for its destination, shown there, and taken back there', async () => {
  await gantry.clearFinished();
  const old: There = { sizeBytes: 10, laterSeconds: -day };
  await running.drop([await prepare('notes', { 'a.txt': old })]);
  const dialog = dialogOf();
  await radio(dialog, 'Replace only older ones').check();
  await dialog.getByRole('checkbox', { name: 'Remember for This computer' }).check();
  await dialog.getByRole('button', { name: 'Start upload' }).click();
  await gantry.waitForReceipt();
  expect(isSent('notes', 'a.txt')).toBe(true);

  await gantry.clearFinished();
  await running.drop([await prepare('more notes', { 'b.txt': old, 'c.txt': { sizeBytes: 10, laterSeconds: day } })]);
  expect(await gantry.waitForReceipt()).toContain('All 2 files arrived');
  expect(isSent('more notes', 'b.txt')).toBe(true);
  expect(statSync(at('more notes/c.txt')).size).toBe(10);

  const destinations = await gantry.openDestinations();
  await destinations.getByText('Taken names: replace only older ones').waitFor();
  await takePictures(running, 'conflicts-remembered');
  await destinations.getByRole('button', { name: 'Ask again about names that are taken at This computer' }).click();
  await expect.poll(() => destinations.getByText('Taken names').count(), { timeout: patienceMs }).toBe(0);
  await press('Escape');
  await gantry.clearFinished();
  await running.drop([await prepare('last notes', { 'd.txt': old })]);
  await dialogOf().waitFor({ timeout: patienceMs });
  await dialogOf().getByRole('button', { name: 'Cancel batch' }).click();
});

test('10,000 names that are taken are one decision, and the tree stays quick', async () => {
  await gantry.clearFinished();
  const names = Array.from({ length: manyFiles }, (_, index) => `scan ${index}.dat`);
  const directory = join(work.path, 'scans');
  for (const folder of [directory, at('scans')]) {
    mkdirSync(folder);
    writeFileSync(join(folder, '.one'), 'twenty bytes of scan');
    for (const name of names) linkSync(join(folder, '.one'), join(folder, name));
    rmSync(join(folder, '.one'));
  }
  await running.drop([directory]);
  const dialog = running.page.getByRole('dialog', { name: '10,000 of 10,000 files are there already' });
  await dialog.waitFor({ timeout: patienceMs });
  await line(dialog, 'scan 0.dat').waitFor();
  const tree = dialog.getByRole('treegrid');
  await tree.focus();
  const durations: number[] = [];
  for (const [key, shown] of [
    ['End', 'scan 9999.dat'],
    ['Home', 'scan 0.dat'],
    ['End', 'scan 9999.dat'],
    ['PageUp', 'scan 9990.dat'],
  ] as const) {
    const begun = performance.now();
    await press(key);
    await line(dialog, shown).waitFor();
    durations.push(performance.now() - begun);
    expect(await tree.getByRole('row').count()).toBeLessThan(60);
  }
  expect(Math.max(...durations), durations.join(', ')).toBeLessThan(4 * answerMs);
  await radio(dialog, 'Skip all that are there').check();
  await dialog.getByRole('button', { name: 'Start upload' }).click();
  expect(await gantry.waitForReceipt()).toContain('10,000 skipped');
  expect(running.consoleProblems).toEqual([]);
});
