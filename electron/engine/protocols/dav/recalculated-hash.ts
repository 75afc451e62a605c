import { createHash } from 'node:crypto';
import { UploadError } from '../../errors/upload-error.ts';
import { giveBack } from '../../source/chunk-pool.ts';
import type { TransferRequest } from '../protocol.ts';
import { headerOf } from '../transport/http-answer.ts';
import type { DavClient } from './dav-client.ts';

/**
 * Has Nextcloud reckon the SHA-256 of what it stored, and compares it with the file's. False: this server does not reckon.
 * Throws `checksum-mismatch`.
 */
export async function isProvenByHash(client: DavClient, url: URL, { source, signal }: TransferRequest): Promise<boolean> {
  const answer = await client.other('PATCH', url, { 'X-Recalculate-Hash': 'sha256' }, signal);
  const theirs = /^SHA256:([\da-f]{64})$/i.exec(headerOf(answer, 'oc-checksum') ?? '')?.[1];
  if (answer.status !== 204 || theirs === undefined) return false;
  const ours = createHash('sha256');
  for await (const chunk of source.peek(0, source.fingerprint.size, signal)) {
    ours.update(chunk);
    giveBack(chunk);
  }
  if (ours.digest('hex') === theirs.toLowerCase()) return true;
  throw new UploadError('checksum-mismatch', { details: { host: url.host, reason: 'sha256' } });
}
