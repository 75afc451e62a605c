import type { BatchId } from '../../shared/ids.ts';
import type { ChangeBatch, ProgressEnvelope, Totals } from '../../shared/progress.ts';
import type { UpdateNotice } from '../../shared/update.ts';
import type { Engine } from '../engine/engine.ts';
import type { Clock, Log } from '../engine/ports.ts';
import { PendingChanges } from './pending-changes.ts';

const minimumIntervalMs = 100;
const usualAcknowledgementTimeoutMs = 5_000;
const totalsIntervalMs = 1_000;
const mostUploadsPerBatch = 500;
/** Beyond it the window is told to ask for the list again, which is cheaper than so many patches. */
const mostPendingUploads = 20_000;

export interface ChangePublisherOptions {
  readonly engine: Pick<Engine, 'onProgress' | 'onBatchesRemoved' | 'totals'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Left out: those who listen are not told of settings. */
  settingsRevision?(): number;
  /** Left out: those who listen are not told of updates. */
  updateNotice?(): UpdateNotice | null;
  /** May throw: a listener that cannot be reached never harms an upload. */
  send(changes: ChangeBatch): void;
  /** Left out: 5 s. Infinity: the next one waits for the acknowledgement, however long that takes. */
  readonly acknowledgementTimeoutMs?: number;
}

export interface ChangePublisher {
  /** The page listens now: counting begins anew, and what was pending is in the list that it asks for next. */
  subscribe(): void;
  /** The page is gone or going: nothing is sent until the next `subscribe`. */
  unsubscribe(): void;
  acknowledge(sequence: number): void;
  /** The window shall ask for the settings again. */
  settingsChanged(): void;
  /** The window shall say something else of an update. */
  updateChanged(): void;
  /** The window shall show them. */
  openSettings(): void;
  /** The window shall show which folders are watched. */
  openWatchedFolders(): void;
  /** The window shall lead to the files of that batch. */
  showBatch(batchId: BatchId): void;
  /** Resolves once everything that changed before is sent and acknowledged, and when nobody listens any more. */
  whenCaughtUp(): Promise<void>;
  readonly currentSequence: () => number;
  close(): void;
}

/**
 * Tells one listener, a window or a program, what changed: the latest absolute values, at most ten batches a second, at most 500 files in each, and at
 * most one that is not acknowledged. A page that stays silent for five seconds is sent the next one anyway, a program is not. The first
 * change after a quiet moment goes out at once, so that a new status is not held back by the tick.
 */
export function createChangePublisher(options: ChangePublisherOptions): ChangePublisher {
  const { engine, clock, log, send, acknowledgementTimeoutMs = usualAcknowledgementTimeoutMs } = options;
  const pending = new PendingChanges();
  let isSubscribed = false;
  let opensSettings = false;
  let opensWatchedFolders = false;
  let showsBatchId: BatchId | null = null;
  let sequence = 0;
  let lastSentAt = Number.NEGATIVE_INFINITY;
  let sentTotals = '';
  let unacknowledged: number | null = null;
  let cancelSend: (() => void) | null = null;
  let cancelTotals: (() => void) | null = null;
  let hasUntoldGap = false;
  let waitingForAll: (() => void)[] = [];

  const tellCaughtUp = (): void => {
    if (isSubscribed && (unacknowledged !== null || cancelSend !== null || !pending.isEmpty || hasUntoldGap)) return;
    const waiting = waitingForAll;
    waitingForAll = [];
    for (const resolve of waiting) resolve();
  };

  const stopTimers = (): void => {
    cancelSend?.();
    cancelSend = null;
    cancelTotals?.();
    cancelTotals = null;
  };

  const schedule = (): void => {
    if (!isSubscribed || cancelSend !== null) return;
    const waitMs = unacknowledged === null ? minimumIntervalMs : acknowledgementTimeoutMs;
    if (waitMs === Number.POSITIVE_INFINITY) return;
    // Never less than a turn of the loop, so that one action on many files makes one batch.
    cancelSend = clock.setTimer(sendNext, Math.max(0, lastSentAt + waitMs - clock.monotonicNow()));
  };

  const sendNext = (): void => {
    cancelSend = null;
    sequence += 1;
    lastSentAt = clock.monotonicNow();
    unacknowledged = sequence;
    hasUntoldGap = false;
    try {
      const totals = engine.totals();
      sentTotals = JSON.stringify(totals);
      send({
        ...{ sequence, totals, settingsRevision: options.settingsRevision?.() ?? 0, opensSettings, opensWatchedFolders },
        ...(showsBatchId === null ? {} : { showsBatchId }),
        ...(options.updateNotice === undefined ? {} : { updateNotice: options.updateNotice() }),
        ...pending.take(mostUploadsPerBatch),
      });
      opensSettings = false;
      opensWatchedFolders = false;
      showsBatchId = null;
      watchTotals(totals);
    } catch (error) {
      // The page sees the gap with the next batch, and asks for the list.
      log.write('warn', 'changes-not-sent', { sequence, error });
    }
    if (!pending.isEmpty) schedule();
  };

  /** Speed, time left and held destinations also change when no file does. */
  const watchTotals = (totals: Totals): void => {
    if (cancelTotals !== null || !isMoving(totals)) return;
    cancelTotals = clock.setTimer(() => {
      cancelTotals = null;
      const current = engine.totals();
      if (JSON.stringify(current) !== sentTotals) schedule();
      watchTotals(current);
    }, totalsIntervalMs);
  };

  const dropPending = (): void => {
    pending.clear();
    // The number that is left out is the gap that makes the page ask for the list again.
    sequence += 1;
    hasUntoldGap = true;
    log.write('info', 'changes-dropped', { sequence });
  };

  const onProgress = (event: ProgressEnvelope): void => {
    if (!isSubscribed) return;
    pending.put(event);
    if (pending.uploadCount > mostPendingUploads) dropPending();
    schedule();
  };

  const onBatchesRemoved = (batchIds: readonly BatchId[]): void => {
    if (!isSubscribed) return;
    pending.removeBatches(batchIds);
    schedule();
  };

  const stopListening = [engine.onProgress(onProgress), engine.onBatchesRemoved(onBatchesRemoved)];

  const unsubscribe = (): void => {
    isSubscribed = false;
    stopTimers();
    pending.clear();
    tellCaughtUp();
  };

  return {
    subscribe() {
      unsubscribe();
      isSubscribed = true;
      sequence = 0;
      unacknowledged = null;
      hasUntoldGap = false;
      const totals = engine.totals();
      sentTotals = JSON.stringify(totals);
      watchTotals(totals);
      // Asked for before the window was there.
      if (opensSettings || opensWatchedFolders || showsBatchId !== null) schedule();
    },
    unsubscribe,
    acknowledge(acknowledged) {
      if (unacknowledged === null || acknowledged !== unacknowledged) return;
      unacknowledged = null;
      const isDue = cancelSend !== null || !pending.isEmpty || hasUntoldGap;
      cancelSend?.();
      cancelSend = null;
      if (isDue) schedule();
      else tellCaughtUp();
    },
    settingsChanged: schedule,
    updateChanged: schedule,
    openSettings() {
      opensSettings = true;
      schedule();
    },
    openWatchedFolders() {
      opensWatchedFolders = true;
      schedule();
    },
    showBatch(batchId) {
      showsBatchId = batchId;
      schedule();
    },
    whenCaughtUp: () =>
      new Promise((resolve) => {
        waitingForAll.push(resolve);
        tellCaughtUp();
      }),
    currentSequence: () => sequence,
    close() {
      for (const stop of stopListening) stop();
      unsubscribe();
    },
  };
}

function isMoving(totals: Totals): boolean {
  return totals.active + totals.waiting + totals.queued > 0 || totals.held.length > 0;
}
