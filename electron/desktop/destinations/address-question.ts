import { say } from '../../../shared/language/say.ts';
import { sayCount } from '../../../shared/language/say-count.ts';
import type { YesNoQuestion } from '../settings/ask-yes-no.ts';
import { fittingQuestion } from '../settings/fitting-question.ts';
import { quoted } from '../settings/quoted.ts';

/** Whether Gantry may connect to addresses that it did not know until now. Throws `not-possible-now` where that is too much for one box. */
export function addressQuestion(addresses: readonly string[]): YesNoQuestion {
  const question = {
    title: sayCount(addresses.length, 'Use an address that is new to Gantry?', 'Use {count} addresses that are new to Gantry?'),
    detail: [
      ...addresses.map(quoted),
      '',
      say('Gantry connects there, signs in with what you give it, and sends what you add. Say yes only to what you have entered.'),
    ].join('\n'),
    yes: say('Connect'),
  };
  return fittingQuestion(question, '“gantry destinations” takes it.');
}
