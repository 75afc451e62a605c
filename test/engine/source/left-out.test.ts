import { expect, it, test } from 'vitest';
import { leftOutBy } from '../../../electron/engine/source/left-out.ts';

it.each([
  ['*.tmp', 'photos/a.tmp', true],
  ['*.tmp', 'photos/A.TMP', true],
  ['*.tmp', 'photos/a.tmp.jpg', false],
  ['*.tmp', 'a.tmp', true],
  ['node_modules', 'work/site/node_modules', true],
  ['node_modules', 'work/site/node_modules_old', false],
  ['?.txt', 'a.txt', true],
  ['?.txt', 'ab.txt', false],
  ['cache/*.bak', 'work/cache/a.bak', true],
  ['cache/*.bak', 'cache/a.bak', true],
  ['cache/*.bak', 'work/cache/deep/a.bak', false],
  ['cache/*.bak', 'work/mycache/a.bak', false],
  ['cache/**/a.bak', 'work/cache/very/deep/a.bak', true],
  ['cache/**/a.bak', 'work/cache/a.bak', true],
  ['cache/**', 'work/cache/very/deep', true],
  ['/photos/raw/', 'photos/raw', true],
  ['photos/raw', 'photos/raw/x', false],
  ['*', 'anything', true],
  ['a*b*c', 'a-b-b-c', true],
  ['a*b*c', 'a-b-b-d', false],
  ['[a].txt', 'a.txt', false],
  ['[a].txt', '[a].txt', true],
  ['Größe*', 'x/GRÖßE.pdf', true],
  ['Entwürfe', 'x/Entwu\u0308rfe', true],
  ['', 'a', false],
  ['/', 'a', false],
])('%s leaves out %s: %s', (pattern, path, isLeftOut) => {
  expect(leftOutBy(['no-such-name', pattern])(path)).toBe(isLeftOut);
});

test('nothing is left out without a pattern, and no pattern takes long', () => {
  expect(leftOutBy([])('a')).toBe(false);
  const name = 'a'.repeat(255);
  const isLeftOut = leftOutBy([`${'*a'.repeat(99)}*b`, `${'**/'.repeat(66)}b`]);
  const startedAt = performance.now();
  for (let round = 0; round < 100; round++) expect(isLeftOut(`${'a/'.repeat(30)}${name}`)).toBe(false);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});
