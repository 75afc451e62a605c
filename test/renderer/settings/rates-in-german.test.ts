import { afterAll, beforeAll, expect, it } from 'vitest';
import { rateOf } from '../../../renderer/settings/rate-of.ts';
import { rateText } from '../../../renderer/settings/rate-text.ts';
import { german } from '../../../shared/language/german.ts';
import { speak } from '../../../shared/language/spoken.ts';

beforeAll(() => speak('de', german));
afterAll(() => speak('en', null));

it.each([
  ['1,5 MB/s', 1_500_000],
  ['1.5 MB/s', 1_500_000],
  ['1.500 kB/s', 1_500_000],
  ['500 kB/s', 500_000],
  ['', null],
  ['1,5,5 MB/s', Number.NaN],
  ['schnell', Number.NaN],
])('reads “%s” as a German writes it', (text, bytesPerSecond) => {
  expect(rateOf(text)).toBe(bytesPerSecond);
});

it.each([
  [1_500_000, '1,5 MB/s'],
  [12_000_000, '12 MB/s'],
  [1_234_567, '1234567 B/s'],
])('shows %d as what is read as the same again', (bytesPerSecond, text) => {
  expect(rateText(bytesPerSecond)).toBe(text);
  expect(rateOf(text)).toBe(bytesPerSecond);
});
