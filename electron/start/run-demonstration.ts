import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { compareFolders } from './compare-folders.ts';
import { dropPaths } from './drop-paths.ts';
import { launchApp } from './launch-app.ts';
import { projectFolder } from './project-folder.ts';
import type { SampleFolder } from './sample-folder.ts';
import { makeSampleFolder } from './sample-folder.ts';

const pollMs = 100;
const silenceMs = 60_000;

/**
 * Does the main job with nobody at the screen: the real app, a sample folder dropped on its window, the progress on the terminal,
 * every received file compared with its source, a picture of the window. Throws when anything is not as it should be.
 */
export async function runDemonstration(): Promise<void> {
  const workFolder = await mkdtemp(join(tmpdir(), 'gantry-demo-'));
  const pictureFolder = join(projectFolder, 'test-results', 'demo');
  try {
    await mkdir(pictureFolder, { recursive: true });
    const sample = await makeSampleFolder(workFolder);
    const receiveFolder = join(workFolder, 'received');
    const launched = await launchApp({ dataFolder: join(workFolder, 'data'), receiveFolder });
    try {
      say(launched.electron.reason);
      await launched.page.getByRole('button', { name: 'Add files' }).waitFor();
      say(`Dropping "${sample.name}" on the window: ${sample.fileCount} files in folders, ${megabytes(sample.bytesTotal)}.`);
      const startedAt = performance.now();
      await dropPaths(launched.app, launched.page, 'body', [sample.path]);
      await followProgress(launched.page);
      const seconds = (performance.now() - startedAt) / 1000;
      await verifyArrival(sample, join(receiveFolder, sample.name));
      say(`All ${sample.fileCount} files arrived byte for byte in ${seconds.toFixed(1)} s.`);
      const picture = join(pictureFolder, 'window.png');
      await launched.page.screenshot({ path: picture });
      say(`Screenshot: ${picture}`);
    } catch (error) {
      const picture = join(pictureFolder, 'window-failed.png');
      const isTaken = await launched.page.screenshot({ path: picture, timeout: 5_000 }).then(
        () => true,
        () => false,
      );
      if (isTaken) say(`Screenshot: ${picture}`);
      throw error;
    } finally {
      await launched.close();
    }
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}

/** Prints what the overall bar says, until it says that all is done. */
async function followProgress(page: Page): Promise<void> {
  await page.getByRole('grid', { name: 'Uploads' }).waitFor();
  const bar = page.getByRole('progressbar', { name: 'Overall progress' });
  let lastPercentage = -1;
  let lastChangeAt = performance.now();
  while (lastPercentage < 100) {
    const percentage = Number((await bar.getAttribute('aria-valuenow')) ?? 0);
    if (percentage !== lastPercentage) {
      lastPercentage = percentage;
      lastChangeAt = performance.now();
      showProgress(percentage, (await bar.getAttribute('aria-valuetext')) ?? '');
    } else if (performance.now() - lastChangeAt > silenceMs) {
      throw new Error(`The batch stands still at ${percentage} % since a minute.`);
    }
    await sleep(pollMs);
  }
}

/** The last file is put in its place a moment after its last byte was confirmed. */
async function verifyArrival(sample: SampleFolder, receivedFolder: string): Promise<void> {
  const giveUpAt = performance.now() + 10_000;
  let differences = await compareFolders(sample.path, receivedFolder);
  while (differences.length > 0 && performance.now() < giveUpAt) {
    await sleep(pollMs);
    differences = await compareFolders(sample.path, receivedFolder);
  }
  if (differences.length > 0) throw new Error(`Not all arrived as it was sent:\n${differences.join('\n')}`);
}

function showProgress(percentage: number, words: string): void {
  const filled = Math.round(percentage / 4);
  say(`  ${'█'.repeat(filled)}${'░'.repeat(25 - filled)} ${percentage.toFixed(0).padStart(3)} %  ${words}`.trimEnd());
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
