import { sayCount } from '../../shared/language/say-count.ts';

/** `3 of 10 files`. */
export function partOfFiles(part: number, total: number): string {
  return sayCount(total, '{part} of {count} file', '{part} of {count} files', { part });
}
