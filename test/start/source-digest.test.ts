import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sourceDigest } from '../../electron/start/source-digest.ts';

let top: string;

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'gantry-digest-'));
  for (const folder of ['electron/start', 'electron/engine', 'renderer', 'shared']) mkdirSync(join(top, folder), { recursive: true });
  for (const file of ['package.json', 'package-lock.json', 'electron.vite.config.ts', 'shared/ids.ts', 'electron/start/cli.ts']) {
    writeFileSync(join(top, file), 'one');
    utimesSync(join(top, file), 1000, 1000);
  }
});

afterEach(() => rmSync(top, { recursive: true }));

describe('the digest of the sources', () => {
  it('stays the same while nothing changes', () => {
    expect(sourceDigest(top)).toBe(sourceDigest(top));
  });

  it.each([
    ['a changed file', () => writeFileSync(join(top, 'shared/ids.ts'), 'another')],
    ['a file saved again', () => utimesSync(join(top, 'shared/ids.ts'), 2000, 2000)],
    ['a new file', () => writeFileSync(join(top, 'electron/engine/queue.ts'), 'one')],
    ['a file that is gone', () => rmSync(join(top, 'shared/ids.ts'))],
    ['other packages', () => writeFileSync(join(top, 'package-lock.json'), 'another')],
  ])('changes with %s', (_, change) => {
    const before = sourceDigest(top);
    change();
    expect(sourceDigest(top)).not.toBe(before);
  });

  it('does not mind the start scripts, which are in no build', () => {
    const before = sourceDigest(top);
    writeFileSync(join(top, 'electron/start/cli.ts'), 'another');
    expect(sourceDigest(top)).toBe(before);
  });
});
