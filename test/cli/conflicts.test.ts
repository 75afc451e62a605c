import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeTree } from '../files/make-tree.ts';
import type { GantryHome } from './start-gantry.ts';
import { makeGantryHome } from './start-gantry.ts';

let home: GantryHome;
beforeEach(async () => {
  home = await makeGantryHome();
});
afterEach(() => home.remove());

const oldTime = 1_500_000_000;

describe('gantry upload to where files are already', () => {
  it.each([
    { policy: 'skip', replaced: [], words: '3 skipped' },
    { policy: 'skip-same', replaced: ['changed', 'older'], words: '2 in place of what was there · 1 skipped' },
    { policy: 'newer', replaced: ['older'], words: '1 in place of what was there · 2 skipped' },
    { policy: 'ask', replaced: [], words: '4 files arrived' },
  ])('with --conflict $policy does that and says in numbers what it came to', async ({ policy, replaced, words }) => {
    const received = join(home.directory, 'received');
    const server = await home.serve(received);
    const names = ['same', 'changed', 'older', 'free'];
    await makeTree({ directory: join(home.directory, 'photos'), files: Object.fromEntries(names.map((name) => [`${name}.bin`, 1_000])) });
    mkdirSync(join(received, 'photos'));
    for (const name of names.slice(0, 3)) {
      const path = join(received, 'photos', `${name}.bin`);
      writeFileSync(path, 'x'.repeat(name === 'changed' ? 999 : 1_000));
      if (name === 'older') utimesSync(path, oldTime, oldTime);
    }
    const { exitCode, stdout, stderr } = await home.run(['upload', '--to', server.url, '--conflict', policy, 'photos']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain(words);
    const isReplaced = (name: string): boolean => !readFileSync(join(received, 'photos', `${name}.bin`), 'latin1').startsWith('xxx');
    expect(names.slice(0, 3).filter(isReplaced)).toEqual(replaced);
    // Nobody sits at this terminal, so that both are kept.
    if (policy === 'ask') expect(readFileSync(join(received, 'photos', 'same (2).bin'))).toHaveLength(1_000);
  });
});
