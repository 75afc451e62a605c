import { Buffer } from 'node:buffer';
import type { UploadSource } from '../../source/upload-source.ts';
import type { DavClient } from './dav-client.ts';

/** Fits what the transport keeps of an answer. */
const comparedBytes = 32 * 1024;

/**
 * Whether the last bytes of what stands at `url`, of `foundBytes`, are the file's own at that place: all of a small file.
 * null where the server does not let us look.
 */
export async function sameEnding(
  client: DavClient,
  url: URL,
  foundBytes: number,
  source: UploadSource,
  signal: AbortSignal,
): Promise<boolean | null> {
  if (foundBytes > source.fingerprint.size) return false;
  if (foundBytes === 0) return true;
  const startByte = Math.max(0, foundBytes - comparedBytes);
  const theirs = await client.part(url, startByte, foundBytes, signal);
  if (theirs === null) return null;
  const ours: Buffer[] = [];
  for await (const chunk of source.peek(startByte, foundBytes, signal)) ours.push(Buffer.from(chunk));
  return Buffer.concat(ours).equals(theirs);
}
