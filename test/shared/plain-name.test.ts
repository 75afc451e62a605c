import { expect, it } from 'vitest';
import { plainName } from '../../shared/plain-name.ts';

it.each([
  ['case', 'Trip/Photo.JPG', 'trip/photo.jpg'],
  ['accents', 'caf\u00e9.txt', 'cafe\u0301.txt'],
  ['both', 'CAF\u00c9.txt', 'cafe\u0301.txt'],
  ['case beyond Latin', '\u041e\u0442\u0447\u0451\u0442', '\u043e\u0442\u0447\u0435\u0308\u0442'],
  ['either small sigma', '\u03bf\u03b4\u03bf\u03c2', '\u03bf\u03b4\u03bf\u03c3'],
  ['dots and spaces at the end', 'Trip. /notes.', 'Trip/notes'],
])('names that differ by %s may be one to a server', (_what, one, other) => {
  expect(one).not.toBe(other);
  expect(plainName(one)).toBe(plainName(other));
});

it('names that no server takes for one stay two', () => {
  const names = ['a.txt', 'a.text', '.a.txt', 'a/txt', 'a txt', '\u00e4.txt', 'a (2).txt'];
  expect(new Set(names.map(plainName)).size).toBe(names.length);
});
