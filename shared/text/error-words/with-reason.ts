import type { ErrorDetails } from '../../error-codes.ts';
import { filled } from '../../language/filled.ts';
import { wordsOf } from '../../language/words-of.ts';
import { visibleText } from '../visible-text.ts';

/** A remedy, and in brackets what exactly was wrong. */
export function withReason(remedy: string, { reason, reasonTexts, reasonValues }: ErrorDetails): string {
  if (reason === undefined) return remedy;
  const said = reasonTexts === undefined ? wordsOf(reason) : reasonTexts.map((text) => filled(wordsOf(text), reasonValues)).join(' ');
  return `${remedy} (${visibleText(said)})`;
}
