import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { WatchRequest } from '../../../electron/engine/engine.ts';
import type { WatchedFolder } from '../../../shared/watched-folder.ts';
import type { TransferScript } from '../fake-server.ts';
import { stored } from '../fake-server.ts';
import type { EngineUnderTest, StartOptions } from '../start-engine.ts';
import { startEngine } from '../start-engine.ts';
import type { EngineFixture } from '../use-engine.ts';

export interface WatchScene {
  readonly test: EngineUnderTest;
  /** What arrived, in order: the name at the destination and the content. */
  readonly received: { readonly name: string; readonly content: string }[];
  readonly folder: string;
  /** An empty folder beside it. */
  readonly done: string;
  write(path: string, content: string): void;
  /** Sets a file's times and leaves its content. */
  touch(path: string): void;
  /** Every file below a folder, with its content. */
  below(folder: string): Record<string, string>;
  /** Watches it; files stay in it unless something else is said. */
  watch(changes?: Partial<WatchRequest>): Promise<void>;
  watched(): WatchedFolder;
  /** Ends this engine in good order; what it had written down before is what another one starts on, as after a kill at this moment. */
  crash(options?: Partial<StartOptions>): Promise<WatchScene>;
}

/** Reads the file as a server would get it. */
export const receiveInto =
  (received: { name: string; content: string }[]): TransferScript =>
  async ({ source, target, signal }) => {
    let content = '';
    for await (const chunk of source.read(0, source.fingerprint.size, signal)) content += chunk.toString();
    await source.checkUnchanged();
    received.push({ name: target.relativePath, content });
    return stored;
  };

/** A folder that is to be watched, and a server that keeps what it gets. */
export function watchScene(fixture: EngineFixture, options: Partial<StartOptions> = {}): WatchScene {
  const test = fixture.start(options);
  const received: WatchScene['received'] = [];
  test.server.onTransfer = receiveInto(received);
  return sceneOf(fixture, test, received, fixture.directory);
}

function sceneOf(fixture: EngineFixture, test: EngineUnderTest, received: WatchScene['received'], data: string): WatchScene {
  const folder = join(fixture.directory, 'hot');
  const done = join(fixture.directory, 'done');
  mkdirSync(folder, { recursive: true });
  mkdirSync(done, { recursive: true });
  let touches = 0;
  return {
    ...{ test, received, folder, done },
    write(path, content) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    },
    touch(path) {
      touches += 1;
      utimesSync(join(folder, path), 1_600_000_000 + touches, 1_600_000_000 + touches);
    },
    below: (top) =>
      Object.fromEntries(
        readdirSync(top, { recursive: true, encoding: 'utf8' })
          .filter((path) => statSync(join(top, path)).isFile())
          .map((path) => [path, readFileSync(join(top, path), 'utf8')]),
      ),
    async watch(changes = {}) {
      const destinationId = test.engine.destinations.list()[0]?.destinationId;
      if (destinationId === undefined) throw new Error('no destination');
      const request: WatchRequest = { path: folder, destinationId, rules: {}, afterwards: { kind: 'leave' }, ...changes };
      await test.settle(test.engine.watchedFolders.add(request));
    },
    watched: () => {
      const [only] = test.engine.watchedFolders.list();
      if (only === undefined) throw new Error('nothing is watched');
      return only;
    },
    async crash(changes = {}) {
      const copy = join(fixture.directory, `crash-${test.events.length}-${Math.random()}`);
      mkdirSync(join(copy, 'data'), { recursive: true });
      for (const suffix of ['', '-wal']) {
        const file = join(data, 'data', `queue.db${suffix}`);
        if (existsSync(file)) copyFileSync(file, join(copy, 'data', `queue.db${suffix}`));
      }
      await test.settle(test.engine.close());
      rmSync(join(data, 'data'), { recursive: true, force: true });
      const next = fixture.alsoClose(startEngine({ directory: copy, clock: test.clock, server: test.server, ...changes }));
      return sceneOf(fixture, next, received, copy);
    },
  };
}
