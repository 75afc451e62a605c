import type { ErrorDetails } from '../../error-codes.ts';
import { visibleText } from '../visible-text.ts';

/** What was tried to sign in, as a sentence before others; empty where nobody knows. */
export function triedWords({ tried }: ErrorDetails): string {
  return tried === undefined ? '' : `Tried ${visibleText(tried)}. `;
}
