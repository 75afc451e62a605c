import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { ArrivedFile } from './kill-target.ts';

/** Every file below a folder, at any depth; none where there is no folder. */
export async function filesBelow(directory: string): Promise<readonly ArrivedFile[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return { relativePath: relative(directory, path).split(sep).join('/'), path };
    });
}
