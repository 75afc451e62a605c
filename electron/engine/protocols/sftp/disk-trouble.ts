import { parentOf } from './remote-path.ts';
import type { SftpRefusal } from './sftp-refusal.ts';
import { sftpStatus } from './sftp-refusal.ts';
import type { SftpSession } from './sftp-session.ts';
import { takesNoMore } from './takes-no-more.ts';

/** A disk with less than this is full for everybody who writes in larger pieces. */
const nothingLeftBytes = 64 * 1024;

/** `takes-no-more`: it has room, and yet nothing can be written. */
export type DiskTrouble = 'full' | 'takes-no-more' | 'read-only';

export interface TroublePlace {
  readonly root: string;
  /** Where a file can be written to try it; null: nothing was to be written. */
  readonly trialPath: string | null;
}

/**
 * What the server's disk has to say to a plain "failure", which is all that OpenSSH answers when a disk is full, a quota is used up, or it may only
 * be read; null: nothing, or it cannot be asked.
 */
export async function diskTrouble(
  session: SftpSession,
  { root, trialPath }: TroublePlace,
  refusal: SftpRefusal,
  signal: AbortSignal,
): Promise<DiskTrouble | null> {
  if (refusal.status !== sftpStatus.failure) return null;
  const near = refusal.path === '' ? (trialPath ?? root) : refusal.path;
  const told = await toldBySystem(session, near === root ? [root] : [parentOf(near), root], signal);
  if (told !== null || trialPath === null) return told;
  // A quota is not told with the disk's room.
  return (await takesNoMore(session, trialPath, signal)) ? 'takes-no-more' : null;
}

async function toldBySystem(session: SftpSession, paths: readonly string[], signal: AbortSignal): Promise<DiskTrouble | null> {
  for (const path of paths) {
    try {
      const { freeBytes, hasFreeFiles, isReadOnly } = await session.diskOf(path === '' ? '.' : path, signal);
      if (isReadOnly) return 'read-only';
      return freeBytes < nothingLeftBytes || !hasFreeFiles ? 'full' : null;
    } catch {
      // The folder may not be there, or the server may not tell: what is known is what it said.
    }
  }
  return null;
}
