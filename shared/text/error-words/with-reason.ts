import type { ErrorDetails } from '../../error-codes.ts';
import { filled } from '../../language/filled.ts';
import type { PlainText } from '../../language/text.ts';
import { wordsOf } from '../../language/words-of.ts';
import { visibleText } from '../visible-text.ts';

/** What a request can be refused for that a person typed, after the place where it stands. */
const typedWrong: readonly PlainText[] = ['is no name of a bucket', 'contains control characters'];

/** A remedy, and in brackets what exactly was wrong. */
export function withReason(remedy: string, details: ErrorDetails): string {
  return details.reason === undefined ? remedy : `${remedy} (${visibleText(reasonWords(details.reason, details))})`;
}

function reasonWords(reason: string, { reasonTexts, reasonValues }: ErrorDetails): string {
  if (reasonTexts !== undefined) return reasonTexts.map((text) => filled(wordsOf(text), reasonValues)).join(' ');
  const problem = typedWrong.find((known) => reason.endsWith(`: ${known}`));
  return problem === undefined ? wordsOf(reason) : reason.slice(0, -problem.length) + wordsOf(problem);
}
