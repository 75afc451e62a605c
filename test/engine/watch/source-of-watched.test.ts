import { expect, it } from 'vitest';
import { sourceOfWatched } from '../../../electron/engine/watch/source-of-watched.ts';
import type { WatchId } from '../../../shared/ids.ts';

it.each([
  ['/in/box/a.txt', 'box/a.txt', '/in/box'],
  ['/in/box/b/c/a.txt', 'box/b/c/a (2).txt', '/in/box'],
  ['/in/renamed/b/a.txt', 'box/b/a.txt', '/in/renamed'],
])('%s is read without links below its folder', (sourcePath, relativePath, within) => {
  expect(sourceOfWatched({ watchId: 'w' as WatchId }, { sourcePath, relativePath })).toEqual({ within, keepsSumFromBytes: 1 });
});

it('what a person added is read as usual', () => {
  expect(sourceOfWatched({ watchId: null }, { sourcePath: '/in/box/a.txt', relativePath: 'box/a.txt' })).toEqual({});
});
