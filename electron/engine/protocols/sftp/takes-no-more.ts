import { Buffer } from 'node:buffer';
import { untilAborted } from '../../source/until-aborted.ts';
import { syncIfOffered } from './part-progress.ts';
import { SftpRefusal, sftpStatus } from './sftp-refusal.ts';
import type { SftpSession } from './sftp-session.ts';
import { openFlags } from './sftp-session.ts';

/**
 * Whether a server that refused to write takes nothing from anybody any more, as where a quota is used up: a new file of one request's size is
 * written at `path` and removed again. False also where that cannot be tried.
 */
export async function takesNoMore(session: SftpSession, path: string, signal: AbortSignal): Promise<boolean> {
  const { write, create, truncate } = openFlags;
  let handle: Buffer;
  try {
    handle = await session.open(path, write | create | truncate, signal);
  } catch {
    return false;
  }
  let isOpen = true;
  try {
    await untilAborted(session.write(handle, uneven(session.largestRequestBytes), 0), signal);
    await syncIfOffered(session, handle, signal);
    isOpen = false;
    // Some file systems say only now whether they could keep it.
    await session.close(handle, signal);
    return false;
  } catch (error) {
    return error instanceof SftpRefusal && error.status === sftpStatus.failure;
  } finally {
    if (isOpen) session.closeLater(handle);
    await session.unlink(path, signal).catch(() => undefined);
  }
}

/** Bytes that no file system makes smaller. */
function uneven(length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let state = 1;
  for (let index = 0; index < length; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}
