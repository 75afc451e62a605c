import { createHash } from 'node:crypto';
import { giveBack } from '../../source/chunk-pool.ts';
import type { UploadSource } from '../../source/upload-source.ts';
import type { DavClient } from './dav-client.ts';

/** Reads back what stands at `url` and compares it with the file; null where the server does not give it out. */
export async function sameContent(client: DavClient, url: URL, source: UploadSource, signal: AbortSignal): Promise<boolean | null> {
  const theirs = createHash('sha256');
  const { size } = source.fingerprint;
  const theirBytes = await client.readBack(url, size, (chunk) => theirs.update(chunk), signal);
  if (theirBytes === null) return null;
  if (theirBytes !== size) return false;
  const ours = createHash('sha256');
  for await (const chunk of source.peek(0, size, signal)) {
    ours.update(chunk);
    giveBack(chunk);
  }
  return ours.digest().equals(theirs.digest());
}
