import type { FileProgress } from '../../shared/progress.ts';

/** The folders above a file under its destination: `ceremony/raw`; empty at the top. */
export function folderOf(file: FileProgress): string {
  const end = file.relativePath.lastIndexOf('/');
  return end === -1 ? '' : file.relativePath.slice(0, end);
}
