import { expect, it } from 'vitest';
import { watchedFolderAround } from '../../../electron/engine/watch/watched-folder-around.ts';

it.each([
  ['/in/box/a.txt', 'box/a.txt', '/in/box'],
  ['/in/box/b/c/a.txt', 'box/b/c/a (2).txt', '/in/box'],
  ['/in/renamed/b/a.txt', 'box/b/a.txt', '/in/renamed'],
])('finds the folder around %s', (sourcePath, relativePath, folder) => {
  expect(watchedFolderAround({ sourcePath, relativePath })).toBe(folder);
});
