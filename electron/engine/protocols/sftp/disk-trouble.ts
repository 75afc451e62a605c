import { parentOf } from './remote-path.ts';
import type { SftpRefusal } from './sftp-refusal.ts';
import { sftpStatus } from './sftp-refusal.ts';
import type { SftpSession } from './sftp-session.ts';

/** A disk with less than this is full for everybody who writes in larger pieces. */
const nothingLeftBytes = 64 * 1024;

/**
 * What the server's disk has to say to a plain "failure", which is all that OpenSSH answers when a disk is full or may only be read; null: nothing,
 * or it cannot be asked.
 */
export async function diskTrouble(
  session: SftpSession,
  root: string,
  refusal: SftpRefusal,
  signal: AbortSignal,
): Promise<'full' | 'read-only' | null> {
  if (refusal.status !== sftpStatus.failure) return null;
  for (const path of [refusal.path === '' ? root : parentOf(refusal.path), root]) {
    try {
      const { freeBytes, isReadOnly } = await session.diskOf(path === '' ? '.' : path, signal);
      if (isReadOnly) return 'read-only';
      return freeBytes < nothingLeftBytes ? 'full' : null;
    } catch {
      // The folder may not be there, or the server may not tell: what is known is what it said.
    }
  }
  return null;
}
