import { errorWords } from '../shared/text/error-words.ts';
import { ClientError } from './client-error.ts';

/** What a request was refused for and what to do, for the place that asked. */
export function errorSentence(error: unknown): string {
  const { title, remedy } = errorWords(error instanceof ClientError ? error : { code: 'internal', details: {} });
  return `${title}. ${remedy}`;
}
