import type { ErrorDetails } from '../../error-codes.ts';
import { visibleText } from '../visible-text.ts';

/** The fingerprints of a host that changed its key, as a sentence before others; empty where nobody knows them. */
export function hostKeyWords({ knownFingerprints = [], fingerprint, reason }: ErrorDetails): string {
  if (fingerprint === undefined) return '';
  const now = visibleText(fingerprint);
  if (reason === 'revoked') return `Its key ${now} is one that your known_hosts says must not be trusted. `;
  if (knownFingerprints.length === 0) return `Its key is ${now}. `;
  return `It was ${knownFingerprints.map(visibleText).join(' or ')} and is now ${now}. `;
}
