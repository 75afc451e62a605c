import type { AddAnswer } from '../../shared/contract.ts';
import { countOf } from '../../shared/text/count-of.ts';
import { errorWords } from '../../shared/text/error-words.ts';
import type { Message } from './tell-person.ts';

/** What could not be added, for a box; null: everything could. */
export function refusalMessage({ refusals }: Pick<AddAnswer, 'refusals'>): Message | null {
  const [first] = refusals;
  if (first === undefined) return null;
  const { title, remedy } = errorWords(first);
  if (refusals.length === 1) return { title: `Not added: ${title}`, remedy: `${first.path}\n${remedy}` };
  return {
    title: `${countOf(refusals.length, 'entry', 'entries')} could not be added`,
    remedy: `The first is ${first.path}: ${title}. ${remedy}`,
  };
}
