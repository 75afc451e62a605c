import { Buffer } from 'node:buffer';

const mostNameBytes = 255;
const mark = '.gantry-';
/** No ending of its own: some servers refuse `.part` and its like. */
const ours = /^\..*\.gantry-[0-9a-f]{16}$/s;

/**
 * Where a file is on its way to `relativePath`: beside it, hidden, and by `id` (a UUID) provably ours: `photos/.a.jpg.gantry-0123456789abcdef`.
 * A long name loses characters, so that this one fits into 255 bytes.
 */
export function temporaryPathOf(relativePath: string, id: string): string {
  const nameStart = relativePath.lastIndexOf('/') + 1;
  const suffix = `${mark}${id
    .replace(/[^0-9a-f]/gi, '')
    .toLowerCase()
    .slice(-16)
    .padStart(16, '0')}`;
  const characters = [...relativePath.slice(nameStart)];
  let bytes = Buffer.byteLength(characters.join('')) + 1 + suffix.length;
  while (bytes > mostNameBytes) bytes -= Buffer.byteLength(characters.pop() ?? '');
  return `${relativePath.slice(0, nameStart)}.${characters.join('')}${suffix}`;
}

/** Whether a path can only be one that `temporaryPathOf` made. */
export function isTemporaryPath(path: string): boolean {
  return ours.test(path.slice(path.lastIndexOf('/') + 1));
}
