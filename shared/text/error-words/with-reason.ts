import type { ErrorDetails } from '../../error-codes.ts';
import { visibleText } from '../visible-text.ts';

/** A remedy, and in brackets what exactly was wrong. */
export function withReason(remedy: string, details: ErrorDetails): string {
  return details.reason === undefined ? remedy : `${remedy} (${visibleText(details.reason)})`;
}
