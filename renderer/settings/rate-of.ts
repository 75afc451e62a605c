import { parseByteCount } from '../../shared/text/parse-byte-count.ts';

/** What was written as a limit; nothing is no limit, and what is no rate becomes one that is refused. */
export function rateOf(text: string): number | null {
  return text.trim() === '' ? null : (parseByteCount(text) ?? Number.NaN);
}
