import { describe, expect, it } from 'vitest';
import { watchFilterOf } from '../../../electron/engine/watch/watch-filter.ts';
import type { WatchRules } from '../../../shared/watched-folder.ts';
import { usualWatchRules } from '../../../shared/watched-folder.ts';

const filter = (rules: Partial<WatchRules>, leftOut: readonly string[] = []) =>
  watchFilterOf({ rules: { ...usualWatchRules, ...rules }, targetName: 'hot' }, leftOut);

describe('files of a watched folder', () => {
  it.each([
    ['a.jpg', true],
    ['deep/er/a.jpg', true],
    ['a.jpg.part', false],
    ['a.zip.crdownload', false],
    ['~wrk.doc', false],
    ['a.txt~', false],
    ['.DS_Store', false],
    ['a.partial.jpg', true],
  ])('as usual, %s: %s', (path, isTaken) => {
    expect(filter({}).wantsFile(path)).toBe(isTaken);
  });

  it('only what is named, by name, by end of path or by a folder around it', () => {
    const only = filter({ only: ['*.jpg', 'raw/*.dng', 'keep'] });
    expect(['a.JPG', 'x/a.jpg', 'x/raw/1.dng', 'keep/any.txt', 'x/keep/y/any.txt'].map(only.wantsFile)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(['a.png', '1.dng', 'x/1.dng', 'keeper/any.txt'].map(only.wantsFile)).toEqual([false, false, false, false]);
  });

  it('what is left out, here or in the settings, wins over what is named', () => {
    const both = filter({ only: ['*.jpg'], leaveOut: ['draft*'] }, ['hot/secret']);
    expect(['a.jpg', 'draft.jpg'].map(both.wantsFile)).toEqual([true, false]);
    expect(['secret', 'drafts', 'other'].map(both.wantsFolder)).toEqual([false, false, true]);
  });

  it('a path that was not walked to is reached only through folders that are meant', () => {
    const some = filter({ leaveOut: ['node_modules'] });
    expect(some.isReachable('a/b/c.txt')).toBe(true);
    expect(some.isReachable('a/node_modules/c.txt')).toBe(false);
    expect(filter({ includesSubfolders: false }).isReachable('a/c.txt')).toBe(false);
    expect(filter({ includesSubfolders: false }).isReachable('c.txt')).toBe(true);
  });
});
