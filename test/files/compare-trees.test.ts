import { appendFile, rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareTrees } from './compare-trees.ts';
import type { Tree } from './make-tree.ts';
import { makeTree } from './make-tree.ts';
import { oddNames } from './odd-names.ts';

describe('made trees', () => {
  let one: Tree;
  let other: Tree;
  const files = { 'a/b.bin': 3_000_000, empty: 0, 'c.bin': 10, ...Object.fromEntries(oddNames.map((name) => [`odd/${name}`, 5])) };
  beforeEach(async () => {
    one = await makeTree({ files, seed: 'seed' });
    other = await makeTree({ files, seed: 'seed' });
  });
  afterEach(async () => {
    await one.remove();
    await other.remove();
  });

  it('are equal for equal seeds', async () => {
    expect(one.totalBytes).toBe(3_000_010 + 5 * oddNames.length);
    expect(await compareTrees(one.directory, other.directory)).toMatchObject({ report: '', comparedFiles: 3 + oddNames.length });
  });

  it('differ for other seeds', async () => {
    const third = await makeTree({ files, seed: 'another' });
    expect((await compareTrees(one.directory, third.directory)).different).toHaveLength(2 + oddNames.length);
    await third.remove();
  });

  it('are reported line by line where they differ', async () => {
    await rm(one.pathOf('empty'));
    await rm(other.pathOf('c.bin'));
    await appendFile(other.pathOf('a/b.bin'), 'x');
    await writeFile(other.pathOf('odd/.hidden'), 'other');
    const { report, isIdentical } = await compareTrees(one.directory, other.directory);
    expect(isIdentical).toBe(false);
    expect(report.split('\n').sort()).toEqual([
      'different: "a/b.bin": 3000000 bytes were sent and 3000001 are there',
      expect.stringMatching(/^different: "odd\/\.hidden": the first different byte is at \d/),
      'missing: "c.bin"',
      'unexpected: "empty"',
    ]);
  });
});
