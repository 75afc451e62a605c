import { formatCount } from '../text/format-count.ts';

/** Puts values in the place of their names in braces; numbers as people write them. */
export function filled(words: string, values: Readonly<Record<string, string | number>> | undefined): string {
  if (values === undefined) return words;
  return words.replace(/\{(\w+)\}/g, (name, key: string) => {
    const value = values[key];
    return value === undefined ? name : typeof value === 'number' ? formatCount(value) : value;
  });
}
