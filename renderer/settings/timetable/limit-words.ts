import { rateText } from '../rate-text.ts';
import type { Limit } from './week.ts';

/** A limit as it is read. */
export function limitWords(limit: Limit | 'mixed'): string {
  if (limit === 'mixed') return 'several limits';
  if (limit === undefined) return 'the usual limit';
  return limit === null ? 'no limit' : rateText(limit);
}
