import type { PlainError } from '../../shared/error-codes.ts';
import { errorWords } from '../../shared/text/error-words.ts';
import { trustHint } from './trust-hint.ts';

/** An error as a line of a terminal: what happened and what to do. `destinationName`: where it happened, if that is known. */
export function errorSentence(error: PlainError, destinationName: string | null = null): string {
  const { title, remedy } = errorWords(error);
  return `${title}. ${remedy}${trustHint(error, destinationName)}`;
}
