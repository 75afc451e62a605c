import { say } from '../../../shared/language/say.ts';
import { rateText } from '../rate-text.ts';
import type { Limit } from './week.ts';

/** A limit as it is read. */
export function limitWords(limit: Limit | 'mixed'): string {
  if (limit === 'mixed') return say('several limits');
  if (limit === undefined) return say('the usual limit');
  return limit === null ? say('no limit') : rateText(limit);
}
