import { expect, test } from 'vitest';
import { longestLink, parseAddLink } from '../../../electron/desktop/links/parse-add-link.ts';

test.each([
  ['gantry://add?path=/a/b.txt', ['/a/b.txt'], null],
  ['gantry://add/?path=/a&path=/b&to=Archive', ['/a', '/b'], 'Archive'],
  ['GANTRY://ADD?path=/a%20b%2Bc+d&to=caf%C3%A9%20%26%20co', ['/a b+c+d'], 'café & co'],
  ['gantry://add?path=/a&path=/a', ['/a'], null],
  ['gantry://add?path=/a=b', ['/a=b'], null],
  ['gantry://add?path=/a..b/...', ['/a..b/...'], null],
])('%s is read', (text, paths, to) => {
  expect(parseAddLink(text, 'linux')).toEqual({ ok: true, link: { paths, to } });
});

test.each([
  ['', 'not-a-link'],
  ['gantry:add?path=/a', 'not-a-link'],
  ['gantry://add', 'not-a-link'],
  ['gantry://user@add?path=/a', 'not-a-link'],
  ['gantry://add:80?path=/a', 'not-a-link'],
  ['gantry://add/more?path=/a', 'not-a-link'],
  ['gantry://add?path=/a#part', 'not-a-link'],
  [' gantry://add?path=/a', 'not-a-link'],
  ['gantry://add?path=/a\n', 'not-readable'],
  ['https://add?path=/a', 'not-a-link'],
  ['gantry://remove?path=/a', 'unknown-action'],
  ['gantry://add?path=/a&conflict=overwrite', 'unknown-part'],
  ['gantry://add?path=/a&url=tus+https://evil.example/', 'unknown-part'],
  ['gantry://add?path=/a&Path=/b', 'unknown-part'],
  ['gantry://add?path=/a&', 'not-readable'],
  ['gantry://add?path=/a&to', 'unknown-part'],
  ['gantry://add?__proto__=/a', 'unknown-part'],
  ['gantry://add?path=/a&to=A&to=B', 'named-twice'],
  ['gantry://add?to=A', 'no-path'],
  ['gantry://add?path=', 'not-readable'],
  ['gantry://add?path=/a%', 'not-readable'],
  ['gantry://add?path=/%ff', 'not-readable'],
  ['gantry://add?path=/a%00b', 'not-readable'],
  ['gantry://add?path=/a%0ATo:%20Archive', 'not-readable'],
  ['gantry://add?path=/a&to=%C2%85', 'not-readable'],
  ['gantry://add?path=a.txt', 'not-local'],
  ['gantry://add?path=~/a', 'not-local'],
  ['gantry://add?path=//server/share', 'not-local'],
  ['gantry://add?path=/a/../etc', 'not-local'],
  ['gantry://add?path=file:///a', 'not-local'],
  ['gantry://add?path=file://server/a', 'not-local'],
  [String.raw`gantry://add?path=C:\a`, 'not-local'],
])('%s is refused: %s', (text, problem) => {
  expect(parseAddLink(text, 'linux')).toEqual({ ok: false, problem });
});

test.each([
  [String.raw`C:\Users\me\a b.txt`, true],
  ['c:/a', true],
  [String.raw`\\server\share\a`, false],
  ['//server/share/a', false],
  [String.raw`\\?\C:\a`, false],
  [String.raw`\\.\pipe\a`, false],
  [String.raw`C:\\server\a`, false],
  [String.raw`C:\a:stream`, false],
  [String.raw`C:\a\..\b`, false],
  ['C:/a/../b', false],
  ['C:a', false],
  [String.raw`C:\a"b`, false],
  ['/a', false],
])('on Windows %s is a path of this computer: %s', (path, isLocal) => {
  expect(parseAddLink(`gantry://add?path=${encodeURIComponent(path)}`, 'win32').ok).toBe(isLocal);
});

test('a link is no longer and names no more than a person can look over', () => {
  const link = (count: number): string => `gantry://add?${Array.from({ length: count }, (_, index) => `path=/${index}`).join('&')}`;
  expect(parseAddLink(link(10), 'linux').ok).toBe(true);
  expect(parseAddLink(link(11), 'linux')).toEqual({ ok: false, problem: 'too-many-paths' });
  const start = 'gantry://add?path=/';
  expect(parseAddLink(start.padEnd(longestLink, 'a'), 'linux').ok).toBe(true);
  expect(parseAddLink(start.padEnd(longestLink + 1, 'a'), 'linux')).toEqual({ ok: false, problem: 'too-long' });
});
