import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const folders = ['electron', 'renderer', 'shared'];
/** Runs in a checkout only. */
const leftOut = join('electron', 'start');
const importFrom = /\b(?:from|import)\s*\(?\s*'([^'.][^']*)'/g;

/** The packages that the app's own code names in its imports, whether they are copied or built in; sorted, without node's own modules. */
export function importedPackages(topFolder: string): readonly string[] {
  const names = new Set<string>();
  for (const folder of folders) {
    for (const entry of readdirSync(join(topFolder, folder), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || !/\.tsx?$/.test(entry.name) || relative(topFolder, path).startsWith(leftOut)) continue;
      for (const [, specifier = ''] of readFileSync(path, 'utf8').matchAll(importFrom)) {
        if (!specifier.startsWith('node:')) names.add(packageOf(specifier));
      }
    }
  }
  return [...names].sort();
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
