import type { Checkpoint } from '../protocol.ts';
import { isPartName } from './part-name.ts';

export interface SftpCheckpoint {
  /** Where it is to end: under the destination; differs from the wished path when that name was taken. */
  readonly relativePath: string;
  /** Nobody had that name when we chose it. */
  readonly wasFree: boolean;
  /** Name of the file in the same folder that holds what was sent. */
  readonly partName: string;
  /** The beginning of the part that the server has for certain: acknowledged without a gap, and on its disk where it can say so. */
  readonly trustedBytes: number;
  /** It is whole, and was about to be given its name. */
  readonly isPlacing: boolean;
}

export function writeSftpCheckpoint(checkpoint: SftpCheckpoint): Checkpoint {
  return { protocol: 'sftp', ...checkpoint };
}

/** null for anything that is not a checkpoint of SFTP, or would lead to a file that cannot be ours. */
export function readSftpCheckpoint(checkpoint: Checkpoint | null): SftpCheckpoint | null {
  if (checkpoint === null || checkpoint['protocol'] !== 'sftp') return null;
  const { relativePath, wasFree, partName, trustedBytes, isPlacing } = checkpoint;
  if (typeof relativePath !== 'string' || typeof partName !== 'string' || typeof trustedBytes !== 'number') return null;
  if (typeof wasFree !== 'boolean' || typeof isPlacing !== 'boolean') return null;
  if (!isPartName(partName) || partName.includes('/') || !Number.isSafeInteger(trustedBytes) || trustedBytes < 0) return null;
  return { relativePath, wasFree, partName, trustedBytes, isPlacing };
}
