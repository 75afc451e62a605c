import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect } from 'vitest';
import type { EndedGantry, GantryHome, RunningGantry } from '../../cli/start-gantry.ts';
import { makeGantryHome } from '../../cli/start-gantry.ts';
import { writePseudoRandomFile } from '../../files/make-tree.ts';

type Environment = Readonly<Record<string, string>>;

export interface BadInputHome {
  /** Of three files, `a.bin`, `b.bin` and `c.bin`, for `home.run`. */
  readonly names: readonly string[];
  readonly home: GantryHome;
  /** `gantry upload` of the three. */
  upload(to: string, environment?: Environment, more?: readonly string[]): Promise<EndedGantry>;
  /** The same, slow enough that something can happen in the middle. */
  startSlowly(to: string, environment?: Environment): RunningGantry;
  run(words: readonly string[], environment?: Environment): Promise<EndedGantry>;
  /** That what is there is the three files, whole; `read` gives what the server has under a name. */
  expectAll(read: (name: string) => Promise<Buffer>): Promise<void>;
}

const fileBytes = 400_000;

/** Gantry's terminal with a queue of its own for each test, and three files to send. */
export function badInputHome(): BadInputHome {
  let home: GantryHome | null = null;
  const names = ['a.bin', 'b.bin', 'c.bin'];
  const there = (): GantryHome => {
    if (home === null) throw new Error('only within a test');
    return home;
  };
  beforeEach(async () => {
    home = await makeGantryHome();
    for (const name of names) await writePseudoRandomFile(join(home.directory, name), fileBytes, name);
  });
  afterEach(async () => {
    await there().remove();
  });
  afterAll(() => {
    home = null;
  });
  return {
    names,
    get home() {
      return there();
    },
    upload: (to, environment = {}, more = []) => there().run(['upload', '--to', to, ...more, ...names], { environment }),
    startSlowly: (to, environment = {}) =>
      there().start(['upload', '--limit-rate', '400k', '--concurrency', '1', '--to', to, ...names], { environment }),
    run: (words, environment = {}) => there().run(words, { environment }),
    expectAll: async (read) => {
      for (const name of names) {
        expect([name, (await read(name)).equals(await readFile(join(there().directory, name)))]).toEqual([name, true]);
      }
    },
  };
}
