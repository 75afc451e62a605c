import type { ErrorDetails } from '../../error-codes.ts';
import { say } from '../../language/say.ts';
import { visibleText } from '../visible-text.ts';

/** The fingerprints of a host that changed its key, as a sentence before others; empty where nobody knows them. */
export function hostKeyWords({ knownFingerprints = [], fingerprint, reason }: ErrorDetails): string {
  if (fingerprint === undefined) return '';
  const now = visibleText(fingerprint);
  if (reason === 'revoked') return `${say('Its key {key} is one that your known_hosts says must not be trusted.', { key: now })} `;
  if (knownFingerprints.length === 0) return `${say('Its key is {key}.', { key: now })} `;
  const before = knownFingerprints.map(visibleText).reduce((list, last) => say('{list} or {last}', { list, last }));
  return `${say('It was {before} and is now {now}.', { before, now })} `;
}
