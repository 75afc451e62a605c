import type { AddAnswer } from '../../shared/contract.ts';
import { say } from '../../shared/language/say.ts';
import { sayCount } from '../../shared/language/say-count.ts';
import { errorWords } from '../../shared/text/error-words.ts';
import type { Message } from './tell-person.ts';

/** What could not be added, for a box; null: everything could. */
export function refusalMessage({ refusals }: Pick<AddAnswer, 'refusals'>): Message | null {
  const [first] = refusals;
  if (first === undefined) return null;
  const { title, remedy } = errorWords(first);
  if (refusals.length === 1) return { title: say('Not added: {problem}', { problem: title }), remedy: `${first.path}\n${remedy}` };
  return {
    title: sayCount(refusals.length, '{count} entry could not be added', '{count} entries could not be added'),
    remedy: `${say('The first is {path}: {problem}.', { path: first.path, problem: title })} ${remedy}`,
  };
}
