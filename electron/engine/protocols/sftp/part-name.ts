import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';

/** Also fits the 143 bytes that encrypting file systems leave of a name. */
const mostNameBytes = 140;
const ending = /\.gantry-[0-9a-f]{20}\.part$/;

/**
 * The name under which a file is written until it is whole: beside its place, and no other upload's, nor another revision's of this one, so that
 * what stands there is ours to go on with and to remove.
 */
export function partName(fileName: string, uploadId: string): string {
  const own = `.gantry-${createHash('sha256').update(uploadId).digest('hex').slice(0, 20)}.part`;
  return cut(fileName, mostNameBytes - own.length) + own;
}

/** Whether a name is one that `partName` gives. */
export function isPartName(name: string): boolean {
  return ending.test(name);
}

/** As many whole characters as fit. */
function cut(text: string, mostBytes: number): string {
  const characters: string[] = [];
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > mostBytes) break;
    characters.push(character);
  }
  return characters.join('');
}
