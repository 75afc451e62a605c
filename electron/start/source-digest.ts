import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const folders = ['electron', 'renderer', 'shared'];
const singleFiles = ['package.json', 'package-lock.json', 'electron.vite.config.ts'];
/** Scripts that only run in a checkout are in no build. */
const ignoredFolder = join('electron', 'start');

/**
 * One short text for all that a build is made of: names, sizes and times of change, which cost a few milliseconds, and not contents.
 * It changes too when a file goes away.
 */
export function sourceDigest(topFolder: string): string {
  const hash = createHash('sha256');
  const addFile = (path: string): void => {
    const { size, mtimeMs } = statSync(join(topFolder, path));
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  };
  const addFolder = (folder: string): void => {
    const entries = readdirSync(join(topFolder, folder), { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (path === ignoredFolder) continue;
      if (entry.isDirectory()) addFolder(path);
      else if (entry.isFile()) addFile(path);
    }
  };
  for (const folder of folders) addFolder(folder);
  for (const file of singleFiles) addFile(file);
  return hash.digest('hex');
}
