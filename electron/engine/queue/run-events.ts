import { isActive } from '../../../shared/upload.ts';
import type { Clock } from '../ports.ts';
import type { DestinationBreaker } from '../retry/destination-breaker.ts';
import { untilAborted } from '../source/until-aborted.ts';
import type { UploadRunEvents } from '../upload-run.ts';
import type { Queue } from './queue.ts';
import type { UploadRecord } from './upload-record.ts';

export interface RunEventsOptions {
  readonly record: UploadRecord;
  readonly queue: Queue;
  readonly breaker: DestinationBreaker;
  readonly clock: Clock;
  readonly onBytesMoved: (record: UploadRecord) => void;
  readonly onCheckpointKept: (record: UploadRecord) => Promise<void>;
  /** Whether its destination has all bytes of it, and only has to be asked and told names. */
  readonly onStored: (isStored: boolean) => void;
  /** False: what an interrupted attempt has sent is lost with it. */
  readonly isResumable: boolean;
  /** Of the run: aborts when it has to end. */
  readonly signal: AbortSignal;
}

/** Writes what happens in one run to its record. A run that was overtaken by a newer one of the same file writes nothing any more. */
export function createRunEvents(options: RunEventsOptions): UploadRunEvents {
  const { record, queue, breaker, clock, onBytesMoved, onCheckpointKept, onStored, isResumable, signal } = options;
  const runNumber = record.runNumber;
  const isCurrent = (): boolean => record.runNumber === runNumber;
  // Where the server keeps a beginning the bar stays where it is until the server says how much; elsewhere it begins again.
  const bytesKept = (): number => (isResumable ? record.bytesSent : record.bytesConfirmed);

  return {
    onStatus: (status) => {
      if (!isCurrent() || !isActive(record.status) || record.status === status) return;
      if (status === 'uploading') record.lastByteAt = clock.now();
      queue.move(record, status);
    },
    onAttempt: (attempt) => {
      if (!isCurrent()) return;
      onStored(false);
      queue.change(record, { attempt, bytesSent: bytesKept(), error: null });
      onBytesMoved(record);
    },
    onAttemptEnded: ({ startedAt, error, isStopped, bytesFrom, bytesTo }) => {
      queue.noteAttempt({
        uploadId: record.uploadId,
        startedAt,
        endedAt: clock.now(),
        outcome: isStopped ? 'stopped' : error === null ? 'finished' : 'error',
        error: error?.toPlain() ?? null,
        bytesFrom,
        bytesTo,
      });
      if (error === null || !isCurrent()) return;
      // Between two attempts nothing is sent and nothing verified: the row says what happened instead.
      const isBack =
        isActive(record.status) &&
        record.status !== 'checking' &&
        queue.move(record, 'checking', { error: error.toPlain(), bytesSent: bytesKept() });
      if (!isBack) queue.change(record, { error: error.toPlain() });
    },
    onBytesSent: (bytesSent) => {
      if (!isCurrent() || !isActive(record.status)) return;
      if (bytesSent !== record.bytesSent) record.lastByteAt = clock.now();
      if (bytesSent < record.fingerprint.size) onStored(false);
      // The name turned out to be taken, or the bytes arrived changed: it is sent again, and nobody is told otherwise.
      if (record.status === 'verifying' && bytesSent < record.fingerprint.size) queue.move(record, 'uploading');
      queue.noteBytesSent(record, bytesSent);
      onBytesMoved(record);
    },
    onCheckpoint: async (checkpoint, bytesConfirmed) => {
      if (!isCurrent()) return;
      if (bytesConfirmed > record.bytesConfirmed) breaker.noteSuccess(record.destinationId);
      const isProgress = bytesConfirmed > record.furthestConfirmed;
      queue.change(record, {
        checkpoint,
        bytesConfirmed,
        ...(isProgress ? { furthestConfirmed: bytesConfirmed, attempt: 1, bounces: 0, lockedLooks: 0 } : {}),
      });
      await queue.durableRow(record);
      // A run that is over, or has to end, rests nowhere: whoever stops it waits for it.
      if (!isCurrent() || signal.aborted) return;
      await untilAborted(onCheckpointKept(record), signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    },
    onSourceChanged: async (fingerprint) => {
      if (!isCurrent()) return;
      const anew = { checkpoint: null, bytesConfirmed: 0, furthestConfirmed: 0, bytesSent: 0, readPrefix: null };
      queue.change(record, { ...anew, fingerprint, sourceChanged: true });
      await queue.durableRow(record);
    },
    onPin: async (pin) => {
      if (!isCurrent()) return;
      const isUrgent = record.readPrefix !== null || pin.readPrefix !== null;
      queue.change(record, pin);
      // A sum that is out of date would vouch for bytes that it never saw; a time alone may wait for the next commit.
      if (isUrgent) await queue.durableRow(record);
    },
    onStartedOver: () => {
      if (isCurrent()) queue.change(record, { startedOver: true, bytesConfirmed: 0, bytesSent: 0 });
    },
    onStored: () => {
      if (isCurrent()) onStored(true);
    },
    onCutByOutage: () => breaker.forgives(record.destinationId, record.uploadId),
    onDestinationFailure: (error) => {
      // The one file that was let through to try the destination failed: others are tried before it.
      if (breaker.flowOf(record.destinationId) === 'trying') record.bounces += 1;
      return breaker.noteFailure(record.destinationId, record.uploadId, error);
    },
  };
}
