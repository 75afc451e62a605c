import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scanPaths } from '../../../electron/engine/source/scan.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { filesOf, ignoredOf, refusalsOf, scan, writeFiles } from './scan-results.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

const at = (path: string): string => join(directory.path, path);
const write = (...paths: readonly string[]): void => writeFiles(directory.path, ...paths);

describe('folders', () => {
  it('keep their own name and structure, in the order that people expect', async () => {
    write('photos/b/10.jpg', 'photos/b/9.jpg', 'photos/a/b.jpg', 'photos/z.jpg', 'photos/a/deep/er/c.jpg', 'photos/c.jpg');
    expect(filesOf(await scan([at('photos')]))).toEqual([
      'photos/c.jpg',
      'photos/z.jpg',
      'photos/a/b.jpg',
      'photos/a/deep/er/c.jpg',
      'photos/b/9.jpg',
      'photos/b/10.jpg',
    ]);
  });

  it('of one name, given side by side, do not become one at the destination', async () => {
    write('a/x.tar.gz', 'b/x.tar.gz', 'c/photos/p.jpg', 'd/photos/p.jpg');
    expect(filesOf(await scan([at('a/x.tar.gz'), at('b/x.tar.gz'), at('c/photos'), at('d/photos')]))).toEqual([
      'x.tar.gz',
      'x (2).tar.gz',
      'photos/p.jpg',
      'photos (2)/p.jpg',
    ]);
  });

  it('give absolute paths and fingerprints', async () => {
    write('photos/a.jpg');
    expect(await scan([at('photos')])).toMatchObject([{ kind: 'file', path: at('photos/a.jpg'), fingerprint: { size: 12 } }]);
  });

  it.each(['photos/', 'photos/.', './photos//', 'photos/sub/..', 'photos/sub/../../photos'])(
    'have their real name when given as %s',
    async (path) => {
      write('photos/sub/a.jpg');
      const before = process.cwd();
      process.chdir(directory.path);
      try {
        expect(filesOf(await scan([path]))).toEqual(['photos/sub/a.jpg']);
      } finally {
        process.chdir(before);
      }
    },
  );

  it('have their real name when given as "."', async () => {
    write('photos/a.jpg');
    const before = process.cwd();
    process.chdir(at('photos'));
    try {
      expect(filesOf(await scan(['.']))).toEqual(['photos/a.jpg']);
    } finally {
      process.chdir(before);
    }
  });

  it('take ".." after a link as the system takes it', async () => {
    write('real/inside/a.txt', 'real/sibling.txt', 'sibling.txt');
    symlinkSync('real/inside', at('link'));
    expect(await scan([`${directory.path}/link/../sibling.txt`])).toMatchObject([{ kind: 'file', path: at('real/sibling.txt') }]);
  });

  it('of thousands of entries arrive whole, each once', async () => {
    mkdirSync(at('many'));
    for (let number = 0; number < 5_000; number += 1) writeFileSync(at(`many/${number}`), '');
    const files = filesOf(await scan([at('many')]));
    expect(files).toHaveLength(5_000);
    expect(new Set(files).size).toBe(5_000);
  }, 60_000);

  it('that are empty are counted as left out', async () => {
    mkdirSync(at('photos/none'), { recursive: true });
    write('photos/a.jpg');
    const events = await scan([at('photos')]);
    expect(filesOf(events)).toEqual(['photos/a.jpg']);
    expect(ignoredOf(events)).toEqual([['none', 'empty-folder']]);
  });
});

describe('links', () => {
  it('to a file send its content under the name of the link; broken ones are refused', async () => {
    write('elsewhere/original.txt');
    mkdirSync(at('photos'));
    symlinkSync('../elsewhere/original.txt', at('photos/link.txt'));
    symlinkSync('nowhere', at('photos/broken.txt'));
    symlinkSync('self', at('photos/self'));
    const events = await scan([at('photos')]);
    expect(filesOf(events)).toEqual(['photos/link.txt']);
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'file', fingerprint: expect.objectContaining({ size: 'elsewhere/original.txt'.length }) }),
    );
    expect(refusalsOf(events)).toEqual([
      ['broken.txt', 'source-missing'],
      ['self', 'source-unreadable'],
    ]);
  });

  it('to a folder are followed, and end where they lead back', async () => {
    write('photos/a/1.jpg', 'elsewhere/2.jpg');
    symlinkSync('../..', at('photos/a/up'));
    symlinkSync('.', at('photos/here'));
    symlinkSync('../elsewhere', at('photos/other'));
    symlinkSync('../photos', at('elsewhere/back'));
    const events = await scan([at('photos')]);
    expect(filesOf(events)).toContain('photos/a/1.jpg');
    expect(filesOf(events)).toContain('photos/other/2.jpg');
    expect(new Set(filesOf(events)).size).toBe(filesOf(events).length);
    expect(ignoredOf(events)).toContainEqual(['here', 'folder-loop']);
    expect(ignoredOf(events)).toContainEqual(['back', 'folder-loop']);
    expect(refusalsOf(events)).toEqual([]);
  });
});

describe('several paths', () => {
  it('never send the same file twice', async () => {
    write('photos/a.jpg', 'photos/sub/b.jpg');
    const paths = [at('photos/a.jpg'), at('photos'), at('photos/'), at('photos/sub'), at('photos/sub/../a.jpg')];
    expect(filesOf(await scan(paths))).toEqual(['photos/a.jpg', 'photos/sub/b.jpg']);
  });

  it('send what lies behind a folder that is left out, when it is given itself', async () => {
    write('photos/.Trashes/kept.jpg', 'photos/a.jpg');
    expect(filesOf(await scan([at('photos'), at('photos/.Trashes/kept.jpg')]))).toEqual(['photos/a.jpg', 'kept.jpg']);
  });
});

describe('stopping', () => {
  it('ends the walk with the reason of the signal', async () => {
    for (let number = 0; number < 300; number += 1) write(`photos/${number}.jpg`);
    const stop = new AbortController();
    const reason = new Error('closed');
    let seen = 0;
    const walking = (async () => {
      for await (const _ of scanPaths([at('photos')], { signal: stop.signal })) {
        seen += 1;
        stop.abort(reason);
      }
    })();
    await expect(walking).rejects.toBe(reason);
    expect(seen).toBeLessThan(100);
  });
});
