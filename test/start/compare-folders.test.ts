import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareFolders } from '../../electron/start/compare-folders.ts';
import type { SampleFolder } from '../../electron/start/sample-folder.ts';
import { makeSampleFolder } from '../../electron/start/sample-folder.ts';

let top: string;
let sample: SampleFolder;
let copy: string;

beforeEach(async () => {
  top = mkdtempSync(join(tmpdir(), 'gantry-compare-'));
  sample = await makeSampleFolder(top);
  copy = join(top, 'copy');
  await cp(sample.path, copy, { recursive: true });
});

afterEach(() => rmSync(top, { recursive: true }));

describe('comparing what was sent with what arrived', () => {
  it('finds nothing wrong with a whole copy', async () => {
    expect(sample.fileCount).toBeGreaterThan(40);
    expect(await compareFolders(sample.path, copy)).toEqual([]);
  });

  it('finds what is missing, changed, cut and added', async () => {
    rmSync(join(copy, 'notes/empty.txt'));
    writeFileSync(join(copy, 'films/quay.mov'), 'cut');
    writeFileSync(join(copy, 'extra.txt'), 'extra');
    const differences = await compareFolders(sample.path, copy);
    expect(differences).toHaveLength(3);
    expect(differences).toContain('notes/empty.txt did not arrive.');
    expect(differences).toContain('films/quay.mov arrived changed (3 of 5242897 bytes).');
    expect(differences).toContain('extra.txt arrived, but was not sent.');
  });

  it('finds everything missing where nothing arrived', async () => {
    expect(await compareFolders(sample.path, join(top, 'nowhere'))).toHaveLength(sample.fileCount);
  });
});
