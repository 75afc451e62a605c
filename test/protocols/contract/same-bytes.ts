import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** Whether two files have the same contents; false when the second is not there. */
export async function sameBytes(path: string, storedPath: string | null): Promise<boolean> {
  if (storedPath === null) return false;
  return (await digestOf(path)) === (await digestOf(storedPath));
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
