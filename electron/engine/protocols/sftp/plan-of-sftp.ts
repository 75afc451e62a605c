import type { PlannedFile } from '../protocol.ts';
import { partName } from './part-name.ts';
import type { SftpCheckpoint } from './sftp-checkpoint.ts';

/** How a file that replaces whatever has its name is sent; null where it has to be asked first which name is free. */
export function planOfSftp({ target, uploadId }: PlannedFile): SftpCheckpoint | null {
  if (target.conflict !== 'overwrite') return null;
  const { relativePath, fileName } = target;
  return { relativePath, wasFree: false, partName: partName(fileName, uploadId), trustedBytes: 0, isPlacing: false };
}
