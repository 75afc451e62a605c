import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../electron/start/project-folder.ts';
import type { SourceFile } from './source-file.ts';

const leftOutFolders = new Set(['node_modules', 'out', 'dist', 'test-results', '.git']);
const textFile = /\.(ts|tsx|js|mjs|cjs|css|html|json|md|yml|yaml|sh|svg|desktop|plist)$|^\.ci\/|^\.[a-z]+$/;

let files: readonly SourceFile[] | null = null;

/** Every text file of the checkout, tracked or not yet. */
export function readProject(): readonly SourceFile[] {
  files ??= listPaths('').map((path) => ({ path, text: readFileSync(join(projectFolder, path), 'utf8') }));
  return files;
}

function listPaths(folder: string): readonly string[] {
  return readdirSync(join(projectFolder, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return leftOutFolders.has(entry.name) ? [] : listPaths(path);
    return entry.isFile() && textFile.test(path) ? [path] : [];
  });
}
