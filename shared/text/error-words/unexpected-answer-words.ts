import type { ErrorDetails } from '../../error-codes.ts';
import { say } from '../../language/say.ts';
import { visibleText } from '../visible-text.ts';
import { withServerWords } from '../with-server-words.ts';
import { statusOf } from './status-of.ts';
import type { ErrorWords } from './words-by-code.ts';

/** What a `reason` of `unexpected-answer` stands for: its first word, and what follows it. */
const byRule: Readonly<Record<string, (what: string) => { readonly title: string; readonly remedy: string }>> = {
  'no-link': (path) => ({
    title: say('The answer names no link at {path}', { path }),
    remedy: say('The file may have arrived, but where is not known. Check gantry-link in the destination’s address, then retry.'),
  }),
  'no-json': (path) => ({
    title: say('The answer is no JSON'),
    remedy: say('The destination’s address expects a link at {path}. Check gantry-link in it, then retry.', { path }),
  }),
  'no-signed-upload': (what) => ({
    title: say('The signing endpoint hands out no usable address'),
    remedy: say('Its {what} is not what Gantry can use. Check the endpoint, then retry.', { what }),
  }),
  'no-success': (statuses) => ({
    title: say('Not the answer that counts as success'),
    remedy: say('The destination’s address takes {statuses} for success. Check gantry-success in it, then retry.', { statuses }),
  }),
};

/** Words for an answer that is none, and for one that the destination's own rule does not take. */
export function unexpectedAnswerWords(details: ErrorDetails): ErrorWords {
  const [, rule = '', what = ''] = /^(\S+) (.+)$/u.exec(details.reason ?? '') ?? [];
  const words = Object.hasOwn(byRule, rule) ? byRule[rule]?.(visibleText(what.slice(0, 40))) : undefined;
  const title = words?.title ?? say('An answer that makes no sense');
  const remedy = words?.remedy ?? say('Check that the address is an upload address, then retry.');
  return { title: `${title}${statusOf(details)}`, remedy: withServerWords(remedy, details), action: 'retry' };
}
