import { numberedName } from './numbered-name.ts';

/** `photos/a.txt` and 2 give `photos/a (2).txt`; 1 changes nothing. */
export function numberedPath(relativePath: string, number: number): string {
  const nameStart = relativePath.lastIndexOf('/') + 1;
  return relativePath.slice(0, nameStart) + numberedName(relativePath.slice(nameStart), number);
}
