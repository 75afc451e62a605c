import { dirname } from 'node:path';
import type { BatchRecord } from '../queue/batch-record.ts';
import type { UploadRecord } from '../queue/upload-record.ts';
import type { FileSourceRequest } from '../source/file-source.ts';

/**
 * How a file is read that was found in a watched folder: a sum is kept of all of it, by which one that was only touched is known later, and no link below the
 * folder is followed, since others may write there. The folder is taken from the path: the batch may have begun under another name of it.
 */
export function sourceOfWatched(
  { watchId }: Pick<BatchRecord, 'watchId'>,
  { sourcePath, relativePath }: Pick<UploadRecord, 'sourcePath' | 'relativePath'>,
): Pick<FileSourceRequest, 'within' | 'keepsSumFromBytes'> {
  if (watchId === null) return {};
  // The first segment of what arrives is the name of the folder itself.
  const levels = relativePath.split('/').length - 1;
  let within = sourcePath;
  for (let level = 0; level < levels; level += 1) within = dirname(within);
  return { within, keepsSumFromBytes: 1 };
}
