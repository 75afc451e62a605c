import { execFileSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { filesOf, ignoredOf, refusalsOf, scan, writeFiles } from './scan-results.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

const at = (path: string): string => join(directory.path, path);
const write = (...paths: readonly string[]): void => writeFiles(directory.path, ...paths);

/** Root may read everything, so for a moment the process is somebody else. */
async function asOrdinaryUser<Value>(action: () => Promise<Value>): Promise<Value> {
  if (process.geteuid?.() !== 0) return action();
  process.seteuid?.(65_534);
  try {
    return await action();
  } finally {
    process.seteuid?.(0);
  }
}

describe('names', () => {
  it('of every kind are taken as they are', async () => {
    const names = [
      "it's.txt",
      'two  spaces .txt',
      '"quoted".txt',
      'new\nline.txt',
      'עברית.txt',
      '👩‍👩‍👧.png',
      'e\u0301.txt',
      'é.txt',
      '-n',
      'a\\b',
      `${'x'.repeat(251)}.txt`,
    ];
    write(...names.map((name) => `odd/${name}`));
    expect(new Set(filesOf(await scan([at('odd')])))).toEqual(new Set(names.map((name) => `odd/${name}`)));
  });

  it('that are no UTF-8 are refused instead of being sent under a wrong one', async () => {
    write('odd/good.txt');
    writeFileSync(Buffer.concat([Buffer.from(at('odd/bad')), Buffer.from([0xff, 0xfe])]), 'bytes');
    const events = await scan([at('odd')]);
    expect(filesOf(events)).toEqual(['odd/good.txt']);
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: 'refused',
        error: expect.objectContaining({ code: 'source-unreadable', details: expect.objectContaining({ reason: 'name-not-utf8' }) }),
      }),
    );
  });

  it.each([
    '.DS_Store',
    'Thumbs.db',
    'thumbs.db',
    'ehthumbs.db',
    'Desktop.ini',
    '.Spotlight-V100',
    '.Trashes',
    '.fseventsd',
    '.TemporaryItems',
    '._photo.jpg',
    '~$report.docx',
    '.~lock.report.odt#',
    'Icon\r',
  ])('%j is left out and counted', async (name) => {
    write(`photos/${name}`, 'photos/.hidden', 'photos/~tilde', 'photos/Icon');
    const events = await scan([at('photos'), at(`photos/${name}`)]);
    expect(filesOf(events).sort()).toEqual(['photos/.hidden', 'photos/Icon', 'photos/~tilde']);
    expect(ignoredOf(events)).toEqual([[name, 'system-file']]);
  });
});

describe('what cannot be sent', () => {
  it('is refused one by one, and the rest goes on', async () => {
    write('photos/a.jpg', 'b.jpg');
    execFileSync('mkfifo', [at('photos/fifo')]);
    const socket = createServer().listen(at('photos/socket'));
    await new Promise((resolve) => socket.once('listening', resolve));
    try {
      const events = await scan([at('missing'), at('photos'), '/dev/null', '', at('b.jpg')]);
      expect(filesOf(events)).toEqual(['photos/a.jpg', 'b.jpg']);
      expect(refusalsOf(events).sort()).toEqual([
        ['', 'source-missing'],
        ['fifo', 'source-not-a-file'],
        ['missing', 'source-missing'],
        ['null', 'source-not-a-file'],
        ['socket', 'source-not-a-file'],
      ]);
    } finally {
      socket.close();
    }
  });

  it('includes a path of thousands of characters', async () => {
    const path = at('x'.repeat(200).concat('/').repeat(25));
    expect(refusalsOf(await scan([path]))).toEqual([[basename(path), 'path-too-long']]);
    expect(refusalsOf(await scan([`${path}/..`]))).toHaveLength(1);
  });

  it('includes a folder without permission', async () => {
    write('photos/secret/a.jpg', 'photos/b.jpg');
    chmodSync(at('photos/secret'), 0);
    chmodSync(directory.path, 0o755);
    const events = await asOrdinaryUser(() => scan([at('photos')]));
    expect(filesOf(events)).toEqual(['photos/b.jpg']);
    expect(refusalsOf(events)).toEqual([['secret', 'source-unreadable']]);
  });

  it('includes what a destination does not take', async () => {
    write('photos/a.jpg', 'photos/B.JPG', 'photos/c.txt', 'photos/much-too-long.jpg');
    const events = await scan([at('photos')], { maxFileSizeBytes: 15, acceptedExtensions: ['jpg'] });
    expect(filesOf(events)).toEqual(['photos/a.jpg', 'photos/B.JPG']);
    expect(refusalsOf(events)).toEqual([
      ['c.txt', 'filtered'],
      ['much-too-long.jpg', 'too-large'],
    ]);
  });
});
