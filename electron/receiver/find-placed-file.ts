import type { Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { numberedName } from '../../shared/numbered-name.ts';

// Names in between may have been removed by people.
const missesInARow = 64;

/** The name in `folder` under which the file of `data` is in place already (the same inode), or null. */
export async function findPlacedFile(data: Stats, folder: string, name: string): Promise<string | null> {
  if (data.nlink < 2) return null;
  let misses = 0;
  for (let number = 1; misses < missesInARow; number += 1) {
    const candidate = numberedName(name, number);
    const found = await lstat(join(folder, candidate)).catch(() => null);
    if (found === null) misses += 1;
    else misses = 0;
    if (found !== null && found.ino === data.ino && found.dev === data.dev) return candidate;
  }
  return null;
}
