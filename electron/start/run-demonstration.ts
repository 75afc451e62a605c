import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { Answer, QueueOverview, UploadPage } from '../../shared/contract.ts';
import type { BatchProgress } from '../../shared/progress.ts';
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
      // By no word: the window speaks the language of this computer.
      await launched.page.locator('.empty-buttons').waitFor();
      say(`Dropping "${sample.name}" on the window: ${sample.fileCount} files in folders, ${megabytes(sample.bytesTotal)}.`);
      const startedAt = performance.now();
      await dropPaths(launched.app, launched.page, 'body', [sample.path]);
      await followBatch(launched.page);
      const seconds = (performance.now() - startedAt) / 1000;
      await verifyArrival(sample, join(receiveFolder, sample.name));
      await launched.page.locator('.status-bar [role=progressbar][aria-valuenow="100"]').waitFor({ timeout: 5_000 });
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

/** Prints how far the batch is until it is settled; throws when it stands still, or settles with less than everything. */
async function followBatch(page: Page): Promise<void> {
  let lastLine = '';
  let lastChangeAt = performance.now();
  for (;;) {
    const batch = await readBatch(page);
    const line = batch === null ? '' : progressLine(batch);
    if (line !== lastLine) {
      say(line);
      lastLine = line;
      lastChangeAt = performance.now();
    } else if (performance.now() - lastChangeAt > silenceMs) {
      throw new Error('The batch stands still for a minute.');
    }
    if (batch !== null && batch.settledAt !== null) {
      if (batch.successful !== batch.total) throw new Error(await describeFailures(page, batch));
      return;
    }
    await sleep(pollMs);
  }
}

/** Asks the way the window itself asks; null before the drop has become a batch. */
async function readBatch(page: Page): Promise<BatchProgress | null> {
  const answer: Answer<QueueOverview> = await page.evaluate('window.gantry.request("getOverview", {})');
  if (!answer.ok) throw new Error(`The app does not say how far it is: ${answer.error.code}.`);
  return answer.value.batches[0] ?? null;
}

/** Which files failed, with the code and the facts of each. */
async function describeFailures(page: Page, batch: BatchProgress): Promise<string> {
  const question = 'window.gantry.request("listUploads", { fromPosition: 0, limit: 100, status: "failed" })';
  const answer: Answer<UploadPage> = await page.evaluate(question);
  const failures = answer.ok ? answer.value.uploads.map(({ relativePath, error }) => `${relativePath}: ${JSON.stringify(error)}`) : [];
  return [`Only ${batch.successful} of ${batch.total} files are done, ${batch.failed} failed.`, ...failures].join('\n');
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

function progressLine(batch: BatchProgress): string {
  const { progressPercentage, processed, total, bytesConfirmed, bytesTotal, speedBytesPerSecond } = batch;
  const filled = Math.round(progressPercentage / 4);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(25 - filled)} ${progressPercentage.toFixed(0).padStart(3)} %`;
  const speed = speedBytesPerSecond === null || batch.settledAt !== null ? '' : `, ${megabytes(speedBytesPerSecond)}/s`;
  return `  ${bar}  ${processed} of ${total} files, ${megabytes(bytesConfirmed)} of ${megabytes(bytesTotal)}${speed}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
