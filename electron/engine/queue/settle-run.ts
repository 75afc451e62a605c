import { isActive } from '../../../shared/upload.ts';
import type { EngineLog } from '../engine-log.ts';
import type { Outcome } from '../outcome.ts';
import type { DestinationBreaker } from '../retry/destination-breaker.ts';
import type { ArrivedNames } from './arrived-names.ts';
import type { Queue } from './queue.ts';
import type { UploadRecord } from './upload-record.ts';

export interface SettleRunOptions {
  readonly queue: Queue;
  readonly breaker: DestinationBreaker;
  readonly arrived: ArrivedNames;
  readonly engineLog: Pick<EngineLog, 'uploadFailed'>;
}

/** Writes down how a run ended. True: the file is queued or waits, and has to be taken in again. */
export function settleRun(record: UploadRecord, outcome: Outcome, { queue, breaker, arrived, engineLog }: SettleRunOptions): boolean {
  switch (outcome.kind) {
    case 'finished': {
      const { result, verification, location, storedAs = record.relativePath } = outcome.receipt;
      breaker.noteSuccess(record.destinationId);
      queue.move(record, result === 'skipped' ? 'skipped' : 'completed', {
        verification,
        location,
        storedAs: storedAs === record.relativePath ? null : storedAs,
        error: null,
        checkpoint: null,
        discardPending: false,
        bytesConfirmed: record.fingerprint.size,
      });
      arrived.note(record);
      return false;
    }
    case 'stopped':
      // Whoever paused or cancelled it has moved it; a halted scheduler puts it back.
      queue.change(record, { attempt: Math.max(0, record.attempt - 1) });
      return isActive(record.status) && queue.move(record, 'queued');
    case 'retryAt': {
      const { reason, retryAt, error } = outcome;
      // Also where the disk is there and does not let itself be read: that must end some day.
      if (reason === 'source-locked' || reason === 'source-away') record.lockedLooks += 1;
      // A disk that went away comes back at no time that could be shown.
      const shownAt = reason === 'source-away' ? null : retryAt;
      return queue.move(record, 'waiting', { waitReason: reason, retryAt: shownAt, error: error.toPlain() });
    }
    case 'destinationHeld': {
      // A full or busy server may mean just this file, so the others go first next time; an absent one means nobody in particular.
      const isPerhapsTheFile = outcome.wouldHaveFailed || outcome.reason === 'server-busy' || outcome.reason === 'destination-full';
      if (isPerhapsTheFile && breaker.flowOf(record.destinationId) !== 'held') record.bounces += 1;
      breaker.hold(record.destinationId, outcome.reason, outcome.error);
      const hold = breaker.holdOf(record.destinationId);
      const { reason, retryAt, error } = hold ?? { reason: outcome.reason, retryAt: null, error: outcome.error.toPlain() };
      return queue.move(record, 'waiting', { waitReason: reason, retryAt, error });
    }
    case 'failed':
      breaker.noteSettledFailure(record.destinationId, outcome.error);
      if (queue.move(record, 'failed', { error: outcome.error.toPlain() })) engineLog.uploadFailed(record, outcome.error);
      return false;
  }
}
