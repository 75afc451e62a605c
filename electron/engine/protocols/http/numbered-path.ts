import { Buffer } from 'node:buffer';

/** What file systems behind common servers take for one name. */
const longestNameBytes = 255;

/**
 * `photos/a.txt` and 2 give `photos/a (2).txt`; a name that begins with its only dot has no extension. 1 changes nothing.
 * A name that would get longer than 255 bytes loses characters before the number.
 */
export function numberedPath(relativePath: string, number: number): string {
  if (number <= 1) return relativePath;
  const nameStart = relativePath.lastIndexOf('/') + 1;
  const name = relativePath.slice(nameStart);
  const dot = name.lastIndexOf('.');
  const stemEnd = dot > 0 ? dot : name.length;
  const ending = ` (${number})${name.slice(stemEnd)}`;
  const stem = [...name.slice(0, stemEnd)];
  while (stem.length > 1 && Buffer.byteLength(stem.join('') + ending) > longestNameBytes) stem.pop();
  return `${relativePath.slice(0, nameStart)}${stem.join('')}${ending}`;
}
