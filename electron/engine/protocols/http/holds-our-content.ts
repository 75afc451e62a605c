import type { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { giveBack } from '../../source/chunk-pool.ts';
import type { UploadSource } from '../../source/upload-source.ts';
import type { PutClient } from './put-client.ts';

/**
 * Reads back what stands at `url` and compares it with the file; null where the server does not give it out. `sha256`: of the file as it
 * went out; null: it is read again.
 */
export async function holdsOurContent(
  client: PutClient,
  url: URL,
  source: UploadSource,
  sha256: Buffer | null,
  signal: AbortSignal,
): Promise<boolean | null> {
  const theirs = createHash('sha256');
  const theirBytes = await client.readBack(url, source.fingerprint.size, (chunk) => theirs.update(chunk), signal);
  if (theirBytes === null) return null;
  if (theirBytes !== source.fingerprint.size) return false;
  return theirs.digest().equals(sha256 ?? (await sha256Of(source, signal)));
}

async function sha256Of(source: UploadSource, signal: AbortSignal): Promise<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of source.peek(0, source.fingerprint.size, signal)) {
    hash.update(chunk);
    giveBack(chunk);
  }
  return hash.digest();
}
