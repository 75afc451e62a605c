import type { ErrorDetails } from '../../error-codes.ts';
import { say } from '../../language/say.ts';
import { signInWays } from '../sign-in-ways.ts';
import { visibleText } from '../visible-text.ts';

/** What was tried to sign in, as a sentence before others; empty where nobody knows. */
export function triedWords({ tried, triedWays, triedAs }: ErrorDetails): string {
  if (triedWays === undefined || triedAs === undefined) {
    return tried === undefined ? '' : `${say('Tried {tried}.', { tried: visibleText(tried) })} `;
  }
  const user = visibleText(triedAs);
  if (triedWays.length === 0) return `${say('Tried nothing that the server takes, as “{user}”.', { user })} `;
  return `${say('Tried {ways}, as “{user}”.', { ways: triedWays.map((way) => say(signInWays[way])).join(', '), user })} `;
}
