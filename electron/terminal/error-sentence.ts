import type { PlainError } from '../../shared/error-codes.ts';
import { errorWords } from '../../shared/text/error-words.ts';

/** An error as a line of a terminal: what happened and what to do. */
export function errorSentence(error: PlainError): string {
  const { title, remedy } = errorWords(error);
  return `${title}. ${remedy}`;
}
