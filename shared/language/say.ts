import { filled } from './filled.ts';
import type { Text, ValuesOf } from './text.ts';
import { wordsOf } from './words-of.ts';

/**
 * An English text in the language that is spoken now, with the values for its braces: `say('Retry {name}', { name })`. Numbers are written as people write
 * them. What is one word in English and several elsewhere is told apart after a bar: `say('Open|verb')`.
 */
export function say<Words extends Text>(text: Words, ...[values]: ValuesOf<Words, string | number>): string {
  return filled(wordsOf(text), values);
}
