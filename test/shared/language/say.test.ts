import { afterEach, expect, it } from 'vitest';
import { catalogueOf } from '../../../shared/language/catalogue-of.ts';
import { filled } from '../../../shared/language/filled.ts';
import { say } from '../../../shared/language/say.ts';
import { sayCount } from '../../../shared/language/say-count.ts';
import { speak } from '../../../shared/language/spoken.ts';
import { pluralWordsOf, wordsOf } from '../../../shared/language/words-of.ts';
import { formatBytes } from '../../../shared/text/format-bytes.ts';
import { formatBytesPair } from '../../../shared/text/format-bytes-pair.ts';
import { formatMinute } from '../../../shared/text/format-minute.ts';
import { formatSpeed } from '../../../shared/text/format-speed.ts';

afterEach(() => speak('en', null));
const speakGerman = (): void => speak('de', catalogueOf('de'));

it('says the English text as it stands until another language is spoken', () => {
  expect(say('Try {next} of {most}', { next: 2, most: 1_200 })).toBe('Try 2 of 1,200');
  speakGerman();
  expect(say('Try {next} of {most}', { next: 2, most: 1_200 })).toBe('Versuch 2 von 1.200');
});

it('takes the form that a number has in the language', () => {
  const days = (count: number): string => sayCount(count, '{count} day', '{count} days');
  expect([1, 0, 2].map(days)).toEqual(['1 day', '0 days', '2 days']);
  speakGerman();
  expect([1, 0, 2].map(days)).toEqual(['1 Tag', '0 Tage', '2 Tage']);
  speak('en', { '{count} files': { few: '{count} pliki', other: '{count} plików' } });
  expect(pluralWordsOf(3, '{count} file', '{count} files')).toBe('{count} plików');
});

it('hides what tells two senses apart, and leaves English what has no translation', () => {
  expect(wordsOf('Open|verb')).toBe('Open');
  speakGerman();
  expect(wordsOf('Open|verb no catalogue knows')).toBe('Open');
});

it('puts nothing of a value through the braces again', () => {
  expect(filled('{a} and {b}', { a: '{b}', b: '$&' })).toBe('{b} and $&');
});

it('writes numbers and dates as the language does', () => {
  speakGerman();
  expect(formatBytes(48_100_000)).toBe('48,1 MB');
  expect(formatBytesPair(88_100_000_000, 142_000_000_000)).toBe('88,1 von 142 GB');
  expect(formatSpeed(9_600_000)).toBe('9,6 MB/s');
  expect(formatSpeed(41_200_000)).toBe('41 MB/s');
  expect(formatMinute(Date.UTC(2026, 10, 25, 14, 32), 'UTC')).toBe('25. Nov. 2026, 14:32');
});
