import { parseByteCount } from '../../shared/text/parse-byte-count.ts';
import { withPoint } from './with-point.ts';

/** What was written as a limit; nothing is no limit, and what is no rate becomes one that is refused. */
export function rateOf(text: string): number | null {
  return text.trim() === '' ? null : (parseByteCount(withPoint(text)) ?? Number.NaN);
}
