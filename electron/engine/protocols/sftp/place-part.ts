import { isMissing, SftpRefusal, sftpStatus } from './sftp-refusal.ts';
import type { SftpSession } from './sftp-session.ts';

/** `placed`; `taken`: something else has that name; `lost`: the part is not there. */
export type Placed = 'placed' | 'taken' | 'lost';

/**
 * Gives a whole part its name, unless something has it: never by replacing. OpenSSH's rename keeps to that itself; elsewhere a hard link is tried,
 * which no server lets replace anything, and where there are none the name is looked at just before.
 */
export async function placeIfFree(session: SftpSession, part: string, target: string, signal: AbortSignal): Promise<Placed> {
  if (!session.renameKeepsOthers) {
    const linked = await linkIfOffered(session, part, target, signal);
    if (linked !== 'not-offered') return linked;
    if (await exists(session, target, signal)) return 'taken';
  }
  try {
    await session.rename(part, target, signal);
    return 'placed';
  } catch (error) {
    return await whyNot(session, part, target, error, signal);
  }
}

/** Gives a whole part its name in place of whatever has it. */
export async function placeOver(session: SftpSession, part: string, target: string, signal: AbortSignal): Promise<Placed> {
  try {
    await session.replace(part, target, signal);
    return 'placed';
  } catch (error) {
    if (!(error instanceof SftpRefusal)) throw error;
    if (isMissing(error) && !(await exists(session, part, signal))) return 'lost';
    if (error.status !== sftpStatus.unsupported) throw error;
  }
  try {
    await session.rename(part, target, signal);
    return 'placed';
  } catch (error) {
    if ((await whyNot(session, part, target, error, signal)) === 'lost') return 'lost';
  }
  // It will not replace: a moment without either, and the part stays whole for the next attempt.
  await session.unlink(target, signal);
  await session.rename(part, target, signal);
  return 'placed';
}

async function linkIfOffered(session: SftpSession, part: string, target: string, signal: AbortSignal): Promise<Placed | 'not-offered'> {
  try {
    await session.link(part, target, signal);
  } catch (error) {
    if (!(error instanceof SftpRefusal)) throw error;
    if (await exists(session, target, signal)) return 'taken';
    return 'not-offered';
  }
  // Some servers say yes to what they do not know, and do nothing: then the part is all that there is.
  if (!(await isSameFile(session, part, target, signal))) return 'not-offered';
  await session.unlink(part, signal);
  return 'placed';
}

async function isSameFile(session: SftpSession, part: string, target: string, signal: AbortSignal): Promise<boolean> {
  try {
    const [one, other] = await Promise.all([session.find(part, signal), session.find(target, signal)]);
    return one !== null && other?.kind === 'file' && one.sizeBytes === other.sizeBytes;
  } catch (error) {
    if (error instanceof SftpRefusal) return false;
    throw error;
  }
}

async function whyNot(session: SftpSession, part: string, target: string, error: unknown, signal: AbortSignal): Promise<'taken' | 'lost'> {
  if (!(error instanceof SftpRefusal)) throw error;
  if (!(await exists(session, part, signal))) return 'lost';
  if (await exists(session, target, signal)) return 'taken';
  throw error;
}

/** Also of a link that leads nowhere. */
export async function exists(session: SftpSession, path: string, signal: AbortSignal): Promise<boolean> {
  return (await session.find(path, signal)) !== null;
}
