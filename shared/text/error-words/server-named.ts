import type { ErrorDetails } from '../../error-codes.ts';
import { say } from '../../language/say.ts';
import { visibleText } from '../visible-text.ts';

/** The server by its name, as the subject of a sentence. */
export function serverNamed(details: ErrorDetails): string {
  return details.host === undefined ? say('The server') : visibleText(details.host);
}
