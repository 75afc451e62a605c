import type { Refusal } from '../../shared/contract.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { errorSentence } from './error-sentence.ts';

/** What could not be added and why, in a line. */
export function refusalLine({ path, ...error }: Refusal): string {
  return `Not added: ${visibleText(path)}: ${errorSentence(error)}`;
}
