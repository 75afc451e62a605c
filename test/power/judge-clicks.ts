import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDestinationStore } from '../../electron/engine/storage/destination-store.ts';
import { ownDataDirectory } from '../../electron/engine/storage/own-data-directory.ts';
import { createUploadStore } from '../../electron/engine/storage/upload-store.ts';
import { systemClock } from '../../electron/host/system-clock.ts';
import { makeScratch } from '../bench/scratch.ts';
import { makeTree } from '../files/make-tree.ts';
import { crashStatesOf } from './crash-state.ts';
import type { Verdict } from './judge-queue.ts';
import { diskAfter, powerLossOf } from './power-loss.ts';
import { startRecorder } from './start-recorder.ts';
import { toldLines } from './told-lines.ts';
import type { ToldQueue } from './told-queue.ts';
import { writeCrashState } from './write-crash-state.ts';

const emptyQueue: ToldQueue = { destinations: [], files: {} };

/**
 * Records a person who pauses, resumes, cancels, retries, clears and saves, and plays power losses on it. Each thing must be as the last
 * answered click made it, or as the one that was not answered yet would have.
 */
export async function judgeClicks(clickSeed: number, clicks: number, seeds: readonly number[]): Promise<Verdict> {
  const recorder = await startRecorder();
  const scratch = await makeScratch(64 * 1024 * 1024);
  try {
    const sources = join(recorder.directory, 'sources');
    const files = Array.from({ length: 60 }, (_, number) => [`${number % 4}/${number}.txt`, number] as const);
    await makeTree({ directory: sources, files: Object.fromEntries(files) });
    const program = fileURLToPath(new URL('click-and-tell.ts', import.meta.url));
    const words = [program, join(recorder.world, 'queue'), sources, String(clickSeed), String(clicks)];
    const environment = { ...process.env, ...recorder.environmentFor('clicks') };
    const { status, stderr } = spawnSync(process.execPath, words, { env: environment, encoding: 'utf8' });
    if (status !== 0) throw new Error(`click-and-tell ended with ${status}: ${stderr}`);

    const states = crashStatesOf(recorder.operations());
    const lines = toldLines(states.operations);
    const told = lines.flatMap(({ index, text }, at) =>
      text === 'answered' ? [{ index, queue: JSON.parse(lines[at + 1]?.text ?? '') as ToldQueue }] : [],
    );
    const failing: Verdict['failing'][number][] = [];
    let facts = 0;
    for (const seed of seeds) {
      const powerLoss = powerLossOf(states, seed);
      const before = told.filter(({ index }) => index < powerLoss.cut);
      const last = before.at(-1)?.queue ?? emptyQueue;
      const following = told[before.length]?.queue ?? last;
      facts += last.destinations.length + Object.keys(last.files).length;
      const directory = join(scratch.path, 'queue');
      writeCrashState(diskAfter(states, powerLoss), 'queue', directory);
      const broken = brokenBy(queueOnDisk(directory), last, following);
      if (broken.length > 0) failing.push({ seed, broken });
    }
    return { states: seeds.length, told: facts, failing };
  } finally {
    await recorder.remove();
    await scratch.remove();
  }
}

function queueOnDisk(dataDirectory: string): ToldQueue | null {
  const { database, setAsidePath, release } = ownDataDirectory(dataDirectory, systemClock);
  try {
    if (setAsidePath !== null || database.prepare('PRAGMA integrity_check').get()?.['integrity_check'] !== 'ok') return null;
    const saved = createDestinationStore(database).all();
    return {
      destinations: saved.map(({ name, isDefault }) => `${name}${isDefault ? ', default' : ''}`),
      files: Object.fromEntries(
        createUploadStore(database)
          .select({})
          .map(({ uploadId, status }) => [uploadId, status]),
      ),
    };
  } finally {
    release();
  }
}

function brokenBy(found: ToldQueue | null, last: ToldQueue, following: ToldQueue): readonly string[] {
  if (found === null) return ['the queue is damaged'];
  const broken: string[] = [];
  for (const destination of last.destinations) {
    const mayGo = !following.destinations.includes(destination);
    if (!found.destinations.includes(destination) && !mayGo) broken.push(`the destination ${destination} is gone`);
  }
  for (const [uploadId, status] of Object.entries(last.files)) {
    const now = found.files[uploadId];
    if (now === status || now === following.files[uploadId]) continue;
    broken.push(`${uploadId} was ${status} and is ${now ?? 'gone'}`);
  }
  for (const uploadId of Object.keys(found.files)) {
    if (!(uploadId in last.files || uploadId in following.files)) broken.push(`${uploadId} is there again`);
  }
  return broken;
}
