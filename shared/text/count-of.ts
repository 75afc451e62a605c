import { formatCount } from './format-count.ts';

/** A number with its noun: `1 file`, `1,204 files`. `many` only where an `s` does not make the plural. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
