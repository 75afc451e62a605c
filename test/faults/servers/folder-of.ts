import { readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { KeptFile, MatrixServer } from '../matrix-protocol.ts';

/** What a server keeps that puts every file into a folder. */
export function folderOf(directory: string): Pick<MatrixServer, 'kept' | 'empty'> {
  return {
    kept: async () => {
      const kept: KeptFile[] = [];
      for (const name of await readdir(directory, { recursive: true })) {
        const path = join(directory, name);
        if ((await stat(path)).isFile()) kept.push({ name: basename(name), path });
      }
      return kept;
    },
    empty: async () => {
      for (const name of await readdir(directory)) await rm(join(directory, name), { recursive: true, force: true });
    },
  };
}
