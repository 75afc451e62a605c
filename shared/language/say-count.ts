import { filled } from './filled.ts';
import type { PluralText, ValuesOf } from './text.ts';
import { pluralWordsOf } from './words-of.ts';

/** A text with a number in the language that is spoken now: `sayCount(3, '{count} file', '{count} files')`. `one` is English alone; the catalogues list `many`. */
export function sayCount<Many extends PluralText>(
  count: number,
  one: string,
  many: Many,
  ...[values]: ValuesOf<Many, string | number, 'count'>
): string {
  return filled(pluralWordsOf(count, one, many), { ...values, count });
}
