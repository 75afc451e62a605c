import { UploadError } from '../../errors/upload-error.ts';
import { parseHttpDate } from '../../retry/retry-after.ts';
import type { DestinationMemory, Receipt, TransferRequest } from '../protocol.ts';
import { claimedDigestsOf } from '../transport/claimed-digests.ts';
import { digestingBody } from '../transport/digesting-body.ts';
import type { HttpAnswer } from '../transport/http-answer.ts';
import { byteCountOf, headerOf } from '../transport/http-answer.ts';
import { sourceBody } from '../transport/source-body.ts';
import { provenBy } from '../transport/stored-proof.ts';

/** Times in HTTP are whole seconds. */
const slackMs = 1_000;

export interface EarlierTry {
  /** How long ago, in milliseconds, the first try under that name began; null: nobody knows. */
  readonly beganAgoMs: number | null;
  readonly request: TransferRequest;
  readonly memory: DestinationMemory;
}

/**
 * What proves that `found`, the answer to a HEAD, is the file itself, left by an earlier try whose answer was lost: its content where the place tells, else its
 * size and that it came after that try began. null: it may as well be another file.
 */
export async function earlierTryAt(
  found: HttpAnswer,
  { beganAgoMs, request, memory }: EarlierTry,
): Promise<Receipt['verification'] | null> {
  const { source, signal } = request;
  const { size } = source.fingerprint;
  if (byteCountOf(found, 'content-length') !== size) return null;
  const claims = claimedDigestsOf(found);
  const body = digestingBody(sourceBody(source, 0, size), ['md5', 'sha256']);
  if (claims.etagMd5 !== null || Object.keys(claims.said).length > 0) {
    for await (const _chunk of body.chunks(signal)) signal.throwIfAborted();
    try {
      const proof = provenBy(claims, body, memory, found.url.host);
      if (proof !== null) return proof === 'doubt' ? null : proof;
    } catch (error) {
      if (error instanceof UploadError && error.code === 'checksum-mismatch') return null;
      throw error;
    }
  }
  const [nowMs, modifiedAtMs] = ['date', 'last-modified'].map((name) => parseHttpDate(headerOf(found, name) ?? ''));
  if (nowMs == null || modifiedAtMs == null || beganAgoMs === null) return null;
  return nowMs - modifiedAtMs <= beganAgoMs + slackMs ? 'size' : null;
}
