import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from '../../electron/engine/create-engine.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import type { EngineOptions } from '../../electron/engine/engine-options.ts';
import type { FolderEvents, LogLevel, Ports, TrashFile } from '../../electron/engine/ports.ts';
import type { BatchId, UploadId } from '../../shared/ids.ts';
import type { BatchProgress, FileProgress, ProgressEnvelope } from '../../shared/progress.ts';
import type { FakeClock } from '../fakes/fake-clock.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { createFakeHostKeys } from '../fakes/fake-host-keys.ts';
import type { FakeServer } from './fake-server.ts';
import { createFakeServer } from './fake-server.ts';
import { isAtDisk, quiet } from './quiet.ts';

export interface EngineUnderTest {
  readonly engine: Engine;
  readonly clock: FakeClock;
  readonly server: FakeServer;
  readonly events: ProgressEnvelope[];
  readonly logged: { readonly level: LogLevel; readonly event: string; readonly facts: unknown }[];
  /** Moves simulated time on, timer by timer, until `done`; fails after `mostMs` of it. */
  until(done: () => boolean, mostMs?: number): Promise<void>;
  /** As soon as that is so, also in the middle of a walk; no simulated time passes. */
  asSoonAs(done: () => boolean): Promise<void>;
  /** Moves simulated time on until it has settled, and answers what it did. */
  settle<Value>(promise: Promise<Value>): Promise<Value>;
  /** Lets simulated time go by. */
  pass(ms: number): Promise<void>;
  /** All files in the order of the queue. */
  files(): readonly FileProgress[];
  file(name: string): FileProgress;
  id(name: string): UploadId;
  batch(): BatchProgress;
  /** Makes small files and adds their folder. */
  addFiles(names: readonly string[], sizeBytes?: number): Promise<BatchId>;
  networkChanged(): void;
  /** A new engine on the same data directory, at the same time and server. */
  reopen(options?: Partial<EngineOptions>): EngineUnderTest;
}

const hour = 60 * 60_000;

export interface StartOptions extends Partial<EngineOptions> {
  readonly directory: string;
  readonly clock?: FakeClock;
  readonly server?: FakeServer;
  /** Of `Randomness.fraction`; the middle when left out. */
  readonly fraction?: () => number;
  /** Left out: this host has no trash. */
  readonly trash?: TrashFile;
  /** Left out: it tells nothing. */
  readonly folderEvents?: FolderEvents;
}

let uuids = 0;

/** The real engine on real files and a real database in `directory`, with a clock that stands still and a server that obeys. */
export function startEngine(options: StartOptions): EngineUnderTest {
  const {
    directory,
    clock = createFakeClock(),
    server = createFakeServer(clock),
    fraction = () => 0.5,
    trash,
    folderEvents,
    ...rest
  } = options;
  const logged: EngineUnderTest['logged'] = [];
  const networkListeners = new Set<() => void>();
  const uuid = (): string => {
    uuids += 1;
    return `00000000-0000-4000-8000-${String(uuids).padStart(12, '0')}`;
  };
  const ports: Ports = {
    clock,
    randomness: { fraction, uuid },
    log: { write: (level, event, facts) => logged.push({ level, event, facts }) },
    hostKeys: createFakeHostKeys(),
    ...(trash === undefined ? {} : { trash }),
    ...(folderEvents === undefined ? {} : { folderEvents }),
    secrets: { credentialsFor: async () => ({ kind: 'none' }) },
    network: {
      isOnline: () => true,
      onChange: (listener) => {
        networkListeners.add(listener);
        return () => networkListeners.delete(listener);
      },
    },
  };
  const engine = createEngine({
    ...{ dataDirectory: join(directory, 'data'), ports, protocols: server.table },
    // A real thread answers in real time, of which these tests know nothing.
    smallFiles: { read: () => null, close: () => undefined },
    ...rest,
  });
  if (engine.destinations.list().length === 0) engine.destinations.add({ name: 'Fake', url: 'tus+http://fake.test/files/', isSaved: true });
  const events: ProgressEnvelope[] = [];
  engine.onProgress((event) => events.push(event));

  const files = (): readonly FileProgress[] => {
    const found: FileProgress[] = [];
    for (let from: number | null = 0; from !== null; ) {
      const page = engine.listUploads({ fromPosition: from, limit: 5000 });
      found.push(...page.uploads);
      from = page.nextPosition;
    }
    return found;
  };

  async function until(done: () => boolean, mostMs = 6 * hour): Promise<void> {
    const end = clock.now() + mostMs;
    for (;;) {
      await quiet();
      if (done()) return;
      if (clock.now() > end) throw new Error(`not done after ${mostMs} ms of simulated time`);
      if (await clock.advanceToNextTimer()) continue;
      // Only the disk can still bring something: it is waited for in real time, and in vain only where the test fails.
      for (let wait = 0; wait < 2_000 && clock.pendingTimers() === 0 && !done(); wait += 1)
        await new Promise((resolve) => setTimeout(resolve, 5));
      if (clock.pendingTimers() === 0 && !done()) throw new Error('nothing is left that could happen');
    }
  }

  async function settle<Value>(promise: Promise<Value>): Promise<Value> {
    let isSettled = false;
    const note = (): void => {
      isSettled = true;
    };
    promise.then(note, note);
    await until(() => isSettled, 60_000);
    return promise;
  }

  return {
    engine,
    clock,
    server,
    events,
    logged,
    until,
    settle,
    asSoonAs: async (done) => {
      // Turns in which the disk is waited for do not count: a busy one takes any number of them.
      for (let calmTurns = 0; !done(); calmTurns = isAtDisk() ? 0 : calmTurns + 1) {
        if (calmTurns > 10_000) throw new Error('it never was so');
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    pass: async (ms) => {
      const end = clock.now() + ms;
      let isOver = false;
      clock.setTimer(() => {
        isOver = true;
      }, ms);
      await until(() => isOver && clock.now() >= end, ms + 1);
    },
    files,
    file: (name) => {
      const found = files().filter(({ fileName }) => fileName === name);
      const last = found.at(-1);
      if (last === undefined) throw new Error(`no file ${name}`);
      return last;
    },
    id: (name) => {
      const found = files().findLast(({ fileName }) => fileName === name);
      if (found === undefined) throw new Error(`no file ${name}`);
      return found.uploadId;
    },
    batch: () => {
      const last = engine.overview().batches.at(-1);
      if (last === undefined) throw new Error('no batch');
      return last;
    },
    addFiles: async (names, sizeBytes = 100) => {
      const folder = join(directory, 'source');
      mkdirSync(folder, { recursive: true });
      const paths = names.map((name) => join(folder, name));
      for (const path of paths) writeFileSync(path, Buffer.alloc(sizeBytes, path));
      const { batchId } = await settle(engine.add({ paths }));
      if (batchId === null) throw new Error('nothing was added');
      return batchId;
    },
    networkChanged: () => {
      for (const listener of networkListeners) listener();
    },
    reopen: (changes = {}) => startEngine({ ...options, clock, server, ...changes }),
  };
}
