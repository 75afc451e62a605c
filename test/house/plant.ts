import type { SourceFile } from './source-file.ts';

/** Files that exist in a test only. */
export function plant(files: Readonly<Record<string, string>>): readonly SourceFile[] {
  return Object.entries(files).map(([path, text]) => ({ path, text }));
}
