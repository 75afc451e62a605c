import type { PlainText } from '../language/text.ts';
import type { Reason } from './reason.ts';

/** A reason, and a sentence after it. */
export function reasonFollowedBy({ reason, reasonTexts = [reason], reasonValues = {} }: Reason, then: PlainText): Reason {
  return { reason: `${reason} ${then}`, reasonTexts: [...reasonTexts, then], reasonValues };
}
