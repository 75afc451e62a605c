import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from '../../electron/engine/create-engine.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { systemClock } from '../../electron/host/system-clock.ts';
import { systemRandomness } from '../../electron/host/system-randomness.ts';
import type { Scope } from '../../shared/contract.ts';
import { createFakeHostKeys } from '../fakes/fake-host-keys.ts';
import { seededNumbers } from './seeded-numbers.ts';
import type { ToldQueue } from './told-queue.ts';

// Plays a person who clicks about in the queue, and tells how it stands after each answer: `click-and-tell.ts DATA_DIRECTORY SOURCES SEED CLICKS`.
const [dataDirectory = '', sources = '', seed = '', clicks = ''] = process.argv.slice(2);
const next = seededNumbers(Number(seed));
const folders = ['0', '1', '2', '3'] as const;

function start(): Engine {
  return createEngine({
    dataDirectory,
    // Clicks alone change the queue then, so that what it must be is known exactly.
    startsTransfers: false,
    ports: {
      clock: systemClock,
      randomness: systemRandomness,
      log: { write: () => undefined },
      hostKeys: createFakeHostKeys(),
      secrets: { credentialsFor: async () => ({ kind: 'none' }) },
      network: { isOnline: () => true, onChange: () => () => undefined },
    },
  });
}

function pick<Value>(values: readonly Value[]): Value | undefined {
  return values[Math.floor(next() * values.length)];
}

function someScope(engine: Engine): Scope {
  const { uploads } = engine.listUploads({ fromPosition: 0, limit: 5_000 });
  const batchId = pick(engine.overview().batches)?.batchId;
  if (next() < 0.5 && batchId !== undefined) return { kind: 'batch', batchId };
  return { kind: 'uploads', uploadIds: uploads.filter(() => next() < 0.2).map(({ uploadId }) => uploadId) };
}

function toldQueueOf(engine: Engine): ToldQueue {
  const { uploads } = engine.listUploads({ fromPosition: 0, limit: 5_000 });
  return {
    destinations: engine.destinations.list().map(({ name, isDefault }) => `${name}${isDefault ? ', default' : ''}`),
    files: Object.fromEntries(uploads.map(({ uploadId, status }) => [uploadId, status])),
  };
}

let engine = start();
engine.destinations.add({ name: 'First', url: 'tus+http://127.0.0.1:9/files/', isSaved: true });
for (let click = 0; click < Number(clicks); click += 1) {
  const kind = next();
  if (kind < 0.25 || engine.overview().batches.length === 0) {
    await engine.add({ paths: [join(sources, pick(folders) ?? '')] });
  } else if (kind < 0.4) await engine.pause(someScope(engine));
  else if (kind < 0.5) await engine.resume(someScope(engine));
  else if (kind < 0.7) await engine.cancel(someScope(engine));
  else if (kind < 0.78) await engine.retry(someScope(engine));
  else if (kind < 0.84) await engine.clearSettled();
  else if (kind < 0.9) engine.destinations.add({ name: `Place ${click}`, url: `tus+http://127.0.0.1:9/${click}/`, isSaved: true });
  else if (kind < 0.95) {
    const chosen = pick(engine.destinations.list());
    if (chosen !== undefined) engine.destinations.choose(chosen.destinationId);
  } else {
    await engine.close();
    engine = start();
  }
  // Before anything is asked, because asking writes what is not written yet.
  writeSync(1, 'answered\n');
  writeSync(1, `${JSON.stringify(toldQueueOf(engine))}\n`);
}
