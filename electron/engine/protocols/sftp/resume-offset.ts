import type { UploadSource } from '../../source/upload-source.ts';
import { agreesUpTo } from './read-back.ts';
import type { RemoteHandle, SftpSession } from './sftp-session.ts';

const sampleBytes = 64 * 1024;
/** More than ever is on its way beyond what is trusted. */
const mostComparedBytes = 192 * 1024 * 1024;

/**
 * Where to go on in a part that an earlier attempt left: 0 when its beginning is not the source's, or what was trusted is not there any more.
 * What the server wrote after the last thing that it was known to have may have holes, which read as zeros, since what was on its way arrives in
 * pieces; so all of that is read back and compared.
 */
export async function resumeOffset(
  session: SftpSession,
  handle: RemoteHandle,
  source: UploadSource,
  trustedBytes: number,
  signal: AbortSignal,
): Promise<number> {
  const { sizeBytes } = await session.fstat(handle, signal);
  const storedBytes = Math.min(sizeBytes, source.fingerprint.size);
  const trusted = Math.min(trustedBytes, storedBytes);
  const headEnd = Math.min(sampleBytes, storedBytes);
  if ((await agreesUpTo(session, handle, source, 0, headEnd, signal)) < headEnd) return 0;
  const from = Math.max(headEnd, trusted - sampleBytes);
  const to = Math.min(storedBytes, Math.max(headEnd, trusted) + mostComparedBytes);
  if (from >= to) return headEnd;
  const agreed = await agreesUpTo(session, handle, source, from, to, signal);
  // Something else stands where the server had said that it has ours.
  return agreed < trusted ? 0 : agreed;
}
