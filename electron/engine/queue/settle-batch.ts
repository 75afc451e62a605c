import type { Clock } from '../ports.ts';
import type { BatchRecord } from './batch-record.ts';
import { batchStatusOf } from './batch-status.ts';

/** Notes the time at which a batch came to its end, and takes that back where it goes on. */
export function settleBatch(batch: BatchRecord, clock: Pick<Clock, 'now'>): void {
  const isEnded = ['completed', 'failed', 'cancelled'].includes(batchStatusOf(batch));
  if (isEnded && !batch.isScanning) batch.settledAt ??= clock.now();
  else batch.settledAt = null;
}
