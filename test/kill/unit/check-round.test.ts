import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { useEngine } from '../../engine/use-engine.ts';
import type { Tree } from '../../files/make-tree.ts';
import type { RoundEvidence } from '../check-round.ts';
import { checkRound } from '../check-round.ts';
import { noFindings } from '../wire-findings.ts';

describe('a finished round that breaks the promise', () => {
  const fixture = useEngine();
  let honest: RoundEvidence;

  /** A real queue in which two files were sent; what "arrived" are the sources themselves. */
  beforeEach(async () => {
    const { test, directory } = fixture;
    await test.addFiles(['one.bin', 'two.bin']);
    await test.settle(test.engine.whenIdle());
    const pathOf = (path: string): string => join(directory, 'source', path);
    const files = ['one.bin', 'two.bin'].map((path) => ({ path, sizeBytes: 100 }));
    const tree: Tree = { directory: join(directory, 'source'), files, totalBytes: 200, pathOf, remove: async () => undefined };
    const arrived = files.map(({ path }) => ({ relativePath: path, path: pathOf(path) }));
    const told = new Map(files.map(({ path }) => [path, 0]));
    honest = { tree, holdings: { arrived, leftovers: [] }, findings: noFindings, dataDirectory: join(directory, 'data'), told };
  });

  it('is not the honest one', async () => {
    expect(await checkRound(honest)).toEqual([]);
  });

  it('has lost a file', async () => {
    const holdings = { arrived: honest.holdings.arrived.slice(1), leftovers: [] };
    expect(await checkRound({ ...honest, holdings })).toEqual(['lost: one.bin']);
  });

  it('has a file twice, or one that nobody sent', async () => {
    const [first] = honest.holdings.arrived;
    const twice = { arrived: [...honest.holdings.arrived, ...(first === undefined ? [] : [first])], leftovers: [] };
    expect(await checkRound({ ...honest, holdings: twice })).toEqual(['there 2 times: one.bin']);
    const foreign = { arrived: [...honest.holdings.arrived, { relativePath: 'one (2).bin', path: '' }], leftovers: [] };
    expect(await checkRound({ ...honest, holdings: foreign })).toEqual(['nobody sent that: one (2).bin']);
  });

  it('has other bytes', async () => {
    const other = join(fixture.directory, 'other');
    writeFileSync(other, Buffer.alloc(100, 'x'));
    const arrived = honest.holdings.arrived.map((file, index) => (index === 0 ? { ...file, path: other } : file));
    expect(await checkRound({ ...honest, holdings: { arrived, leftovers: [] } })).toEqual(['differs from its source: one.bin']);
  });

  it('left something behind that no lost address explains', async () => {
    const holdings = { ...honest.holdings, leftovers: [{ relativePath: 'one.bin', bytes: 0 }] };
    expect(await checkRound({ ...honest, holdings })).toEqual(['left over at the destination: one.bin']);
    const findings = { ...noFindings, lostAddresses: ['one.bin'] };
    expect(await checkRound({ ...honest, holdings, findings })).toEqual([]);
    const withBytes = { ...honest.holdings, leftovers: [{ relativePath: 'one.bin', bytes: 7 }] };
    expect(await checkRound({ ...honest, holdings: withBytes, findings })).toEqual(['left over with 7 bytes: one.bin']);
  });

  it('has a queue that disagrees', async () => {
    const { tree } = honest;
    const more = { ...tree, files: [...tree.files, { path: 'three.bin', sizeBytes: 0 }] };
    expect(await checkRound({ ...honest, tree: more })).toEqual(['lost: three.bin', 'the queue has 2 files instead of 3']);
    const told = new Map([['three.bin', 0]]);
    expect(await checkRound({ ...honest, told })).toEqual(['told to be done and then forgotten: three.bin']);
  });

  it('has a set-aside database beside the queue', async () => {
    writeFileSync(join(honest.dataDirectory, 'queue.damaged.db'), '');
    expect(await checkRound(honest)).toEqual(['left in the data directory: queue.damaged.db']);
  });
});
