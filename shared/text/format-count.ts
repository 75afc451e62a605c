import { formatDecimal } from './format-decimal.ts';

/** A whole number for people: `1,204`. */
export function formatCount(count: number): string {
  return formatDecimal(count, 0);
}
