import { dirname } from 'node:path';
import type { UploadRecord } from '../queue/upload-record.ts';

/** The folder that a watched file was found in, as its path says: a batch may have begun under another name of that folder. */
export function watchedFolderAround({ sourcePath, relativePath }: Pick<UploadRecord, 'sourcePath' | 'relativePath'>): string {
  // The first segment of what arrives is the name of the folder itself.
  const levels = relativePath.split('/').length - 1;
  let folder = sourcePath;
  for (let level = 0; level < levels; level += 1) folder = dirname(folder);
  return folder;
}
