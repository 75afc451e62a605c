import type { ErrorCode, ErrorDetails, PlainError } from '../error-codes.ts';
import { destinationErrorWords } from './error-words/destination-error-words.ts';
import { networkErrorWords } from './error-words/network-error-words.ts';
import { ownErrorWords } from './error-words/own-error-words.ts';
import { sourceErrorWords } from './error-words/source-error-words.ts';
import { storedFileErrorWords } from './error-words/stored-file-error-words.ts';
import { trustErrorWords } from './error-words/trust-error-words.ts';
import { updateErrorWords } from './error-words/update-error-words.ts';
import type { ErrorWords } from './error-words/words-by-code.ts';

const wordsByCode: Readonly<Record<ErrorCode, (details: ErrorDetails) => ErrorWords>> = {
  ...networkErrorWords,
  ...trustErrorWords,
  ...destinationErrorWords,
  ...storedFileErrorWords,
  ...sourceErrorWords,
  ...ownErrorWords,
  ...updateErrorWords,
};

/** The words for an error: what happened, what to do, and which button helps. Nobody is shown anything else of it. */
export function errorWords(error: PlainError): ErrorWords {
  return wordsByCode[error.code](error.details);
}
