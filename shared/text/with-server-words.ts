import type { ErrorDetails } from '../error-codes.ts';
import { say } from '../language/say.ts';
import { visibleText } from './visible-text.ts';

/** A remedy, and what the server itself said. */
export function withServerWords(remedy: string, details: ErrorDetails): string {
  const said = details.serverSaid === undefined ? '' : visibleText(details.serverSaid).trim();
  return said === '' ? remedy : `${remedy} ${say('It says: “{said}”', { said })}`;
}
