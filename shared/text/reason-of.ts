import { filled } from '../language/filled.ts';
import type { Text, ValuesOf } from '../language/text.ts';
import type { Reason } from './reason.ts';

/**
 * What exactly is wrong, for the details of an error: in English, as errors are kept and programs read them, with all that `withReason` needs to say it again
 * in the language of whoever is shown it.
 */
export function reasonOf<Words extends Text>(text: Words, ...[values]: ValuesOf<Words, string>): Reason {
  return values === undefined ? { reason: text } : { reason: filled(text, values), reasonTexts: [text], reasonValues: values };
}
