import { crc32 } from 'node:zlib';
import { plainName } from '../../../shared/plain-name.ts';

/** The same number for all paths that a server may take for one; some others share it too. */
export function storedKey(path: string): number {
  return crc32(plainName(path));
}
