import type { Condition } from '../../../shared/condition.ts';
import type { PlainError } from '../../../shared/error-codes.ts';
import type { BatchId } from '../../../shared/ids.ts';
import type { HeldDestination, Totals } from '../../../shared/progress.ts';
import type { BatchRecord } from '../queue/batch-record.ts';
import { percentageOf } from './percentage-of.ts';
import { secondsLeftOf } from './speed-meter.ts';

export interface QueueTotals {
  compute(
    batches: Iterable<BatchRecord>,
    facts: {
      readonly speedBytesPerSecond: number | null;
      readonly held: readonly HeldDestination[];
      readonly notice: PlainError | null;
      readonly condition?: Condition;
    },
  ): Totals;
}

/**
 * Sums up the batches of one stretch of work: all that were open since the queue was last at rest. A batch that ends stays in
 * the sum until the whole stretch has ended, so the overall bar does not fall when one of two batches is through.
 */
export function createQueueTotals(): QueueTotals {
  let stretch = new Set<BatchId>();
  let shownPercentage = 0;

  function select(batches: readonly BatchRecord[]): readonly BatchRecord[] {
    const open = batches.filter((batch) => batch.settledAt === null);
    const known = batches.filter((batch) => stretch.has(batch.batchId));
    const isAtRest = known.every((batch) => batch.settledAt !== null);
    const isNew = open.some((batch) => !stretch.has(batch.batchId));
    if (isNew || known.length < stretch.size) shownPercentage = 0;
    if (isNew) stretch = new Set([...(isAtRest ? [] : known), ...open].map((batch) => batch.batchId));
    else stretch = new Set(known.map((batch) => batch.batchId));
    const last = batches.at(-1);
    if (stretch.size === 0 && last !== undefined) stretch.add(last.batchId);
    return batches.filter((batch) => stretch.has(batch.batchId));
  }

  return {
    compute: (all, { speedBytesPerSecond, ...facts }) => {
      const batches = select([...all]);
      const sum = (value: (batch: BatchRecord) => number) => batches.reduce((total, batch) => total + value(batch), 0);
      const active = sum(({ counts }) => counts.checking + counts.uploading + counts.verifying);
      const successful = sum(({ counts }) => counts.completed);
      const skipped = sum(({ counts }) => counts.skipped);
      const cancelled = sum(({ counts }) => counts.cancelled);
      const total = sum(({ counts }) => Object.values(counts).reduce((files, count) => files + count, 0));
      const bytesTotal = sum((batch) => batch.bytesTotal);
      const bytesSent = sum((batch) => batch.bytesSent);
      const isScanning = batches.some((batch) => batch.isScanning);
      const files = total - cancelled;
      const arrived = isScanning ? Math.min(successful + skipped, files - 1) : successful + skipped;
      shownPercentage = percentageOf({ files, arrived, bytesTotal, bytesDone: bytesSent }, shownPercentage);
      const speed = active > 0 ? speedBytesPerSecond : null;
      return {
        total,
        active,
        waiting: sum(({ counts }) => counts.waiting),
        queued: sum(({ counts }) => counts.queued),
        paused: sum(({ counts }) => counts.paused),
        failed: sum(({ counts }) => counts.failed),
        successful,
        cancelled,
        skipped,
        bytesTotal,
        bytesSent,
        speedBytesPerSecond: speed === null ? null : Math.round(speed),
        secondsLeft: secondsLeftOf(bytesTotal - bytesSent, speed),
        progressPercentage: shownPercentage,
        ...facts,
      };
    },
  };
}
