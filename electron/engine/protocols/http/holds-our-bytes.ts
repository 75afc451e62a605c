import { Buffer } from 'node:buffer';
import type { UploadSource } from '../../source/upload-source.ts';
import type { PutClient } from './put-client.ts';

/** Fits what the transport keeps of an answer. */
const comparedBytes = 32 * 1024;

/**
 * Whether what stands at `url`, of `foundBytes`, is our own file or the beginning of it, left there by a try that broke off: its last
 * bytes are the file's at that place; an empty one has nothing to lose. null where the server does not let us look.
 */
export async function holdsOurBytes(
  client: PutClient,
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
  for await (const chunk of source.read(startByte, foundBytes, signal)) ours.push(chunk);
  return Buffer.concat(ours).equals(theirs);
}
