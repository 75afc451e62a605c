import { isActive } from '../../../shared/upload.ts';
import type { Clock } from '../ports.ts';
import type { Discards } from './discards.ts';
import type { Queue } from './queue.ts';
import type { Scheduler } from './scheduler.ts';
import { settleBatch } from './settle-batch.ts';

export interface RecoverParts {
  readonly queue: Queue;
  readonly scheduler: Scheduler;
  readonly discards: Discards;
  readonly clock: Clock;
}

/**
 * Start-up: what was in flight when the last process ended goes back to the queue with its checkpoint, and the interruption costs it no attempt;
 * what waited goes on waiting; what was cancelled while its destination was away is removed there now.
 */
export function recover({ queue, scheduler, discards, clock }: RecoverParts): void {
  const open = queue.load({ statuses: ['queued', 'checking', 'uploading', 'verifying', 'waiting', 'paused'] });
  for (const record of open) {
    record.isFromBefore = true;
    if (isActive(record.status)) queue.move(record, 'queued', { attempt: Math.max(0, record.attempt - 1) });
    scheduler.enter(record);
  }
  for (const record of queue.load({ discardPending: true })) discards.add(record);
  // Their last file was written down as settled just before a crash, and they not.
  for (const batch of queue.batches.values()) {
    if (batch.settledAt !== null) continue;
    settleBatch(batch, clock);
    if (batch.settledAt !== null) queue.changeBatch(batch);
  }
  queue.commit();
}
