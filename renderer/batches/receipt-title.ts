import { say } from '../../shared/language/say.ts';
import { sayCount } from '../../shared/language/say-count.ts';
import type { BatchProgress } from '../../shared/progress.ts';

/** How a batch ended, up to the name of its destination. */
export function receiptTitle(batch: BatchProgress): string {
  const arrived = batch.successful + batch.skipped;
  if (batch.total === 0) return say('Nothing to upload to');
  if (arrived === batch.total) return sayCount(arrived, '{count} file arrived at', 'All {count} files arrived at');
  return sayCount(batch.total, '{arrived} of {count} file arrived at', '{arrived} of {count} files arrived at', { arrived });
}
