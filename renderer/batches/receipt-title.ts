import type { BatchProgress } from '../../shared/progress.ts';
import { countOf } from '../../shared/text/count-of.ts';
import { formatCount } from '../../shared/text/format-count.ts';

/** How a batch ended, up to the name of its destination. */
export function receiptTitle(batch: BatchProgress): string {
  const arrived = batch.successful + batch.skipped;
  if (batch.total === 0) return 'Nothing to upload to';
  if (arrived === batch.total) return batch.total === 1 ? '1 file arrived at' : `All ${countOf(batch.total, 'file')} arrived at`;
  return `${formatCount(arrived)} of ${countOf(batch.total, 'file')} arrived at`;
}
