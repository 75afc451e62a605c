import { say } from '../../shared/language/say.ts';
import type { BatchProgress } from '../../shared/progress.ts';
import { formatBytes } from '../../shared/text/format-bytes.ts';
import { formatElapsed } from '../../shared/text/format-elapsed.ts';
import { formatSpeed } from '../../shared/text/format-speed.ts';
import { verificationWords } from '../../shared/text/verification-words.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { watchedBatchWords } from '../../shared/text/watch-words.ts';
import type { Verification } from '../../shared/upload.ts';
import { checksumAlgorithms } from '../../shared/upload.ts';
import type { VerifiedCounts } from './count-verified.ts';

/** The strongest first. */
const proofs: readonly Verification[] = [...checksumAlgorithms, 'size', 'accepted'];

/** The lines of a receipt: bytes and time, what was checked, and what is missing. */
export function receiptDetails(batch: BatchProgress, verified: VerifiedCounts): readonly string[] {
  const details: string[] = [];
  const isAnythingThere = batch.bytesConfirmed > 0 || batch.successful + batch.skipped > 0;
  if (batch.settledAt !== null && isAnythingThere) {
    const seconds = (batch.settledAt - batch.createdAt) / 1000;
    const bytes = formatBytes(batch.bytesConfirmed);
    // A clock that was set back in between leaves nothing true to say about the time.
    details.push(seconds < 0 ? bytes : say('{bytes} in {time}', { bytes, time: formatElapsed(seconds) }));
    if (seconds >= 1 && batch.bytesConfirmed > 0)
      details.push(say('{speed} on average', { speed: formatSpeed(batch.bytesConfirmed / seconds) }));
  }
  for (const proof of proofs) {
    const count = verified.get(proof) ?? 0;
    if (count > 0) details.push(say('{count} {proof}', { count, proof: verificationWords(proof).counted }));
  }
  if (batch.skipped > 0) details.push(say('{count} skipped', { count: batch.skipped }));
  if (batch.failed > 0) details.push(say('{count} failed', { count: batch.failed }));
  if (batch.cancelled > 0) details.push(say('{count} cancelled', { count: batch.cancelled }));
  if (batch.watchedPath !== undefined) details.push(visibleText(watchedBatchWords(batch.watchedPath)));
  return details;
}
