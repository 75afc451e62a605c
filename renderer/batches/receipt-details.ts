import type { BatchProgress } from '../../shared/progress.ts';
import { formatBytes } from '../../shared/text/format-bytes.ts';
import { formatCount } from '../../shared/text/format-count.ts';
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
  if (batch.settledAt !== null) {
    const seconds = (batch.settledAt - batch.createdAt) / 1000;
    const bytes = formatBytes(batch.bytesConfirmed);
    // A clock that was set back in between leaves nothing true to say about the time.
    details.push(seconds < 0 ? bytes : `${bytes} in ${formatElapsed(seconds)}`);
    if (seconds >= 1 && batch.bytesConfirmed > 0) details.push(`${formatSpeed(batch.bytesConfirmed / seconds)} on average`);
  }
  const counted: readonly (readonly [number, string])[] = [
    ...proofs.map((proof) => [verified.get(proof) ?? 0, verificationWords(proof).counted] as const),
    [batch.skipped, 'skipped'],
    [batch.failed, 'failed'],
    [batch.cancelled, 'cancelled'],
  ];
  for (const [count, words] of counted) {
    if (count > 0) details.push(`${formatCount(count)} ${words}`);
  }
  if (batch.watchedPath !== undefined) details.push(visibleText(watchedBatchWords(batch.watchedPath)));
  return details;
}
