import type { Condition } from '../../shared/condition.ts';
import type { Destination } from '../../shared/destination.ts';
import type { PlainError } from '../../shared/error-codes.ts';
import type { BatchId, DestinationId, UploadId } from '../../shared/ids.ts';
import type { BatchProgress, FileProgress, HeldDestination, Totals } from '../../shared/progress.ts';
import { needsDecision } from '../../shared/text/conflict-words.ts';
import type { Filter } from './view.ts';
import type { WindowState } from './window-state.ts';

const nothingHeld: readonly HeldDestination[] = [];

export const fileOf =
  (uploadId: UploadId) =>
  (state: WindowState): FileProgress | undefined =>
    state.list.table.cells.get(uploadId)?.file;

export const isSelected =
  (uploadId: UploadId) =>
  (state: WindowState): boolean =>
    state.list.selection.uploadIds.has(uploadId);

export const isCurrent =
  (uploadId: UploadId) =>
  (state: WindowState): boolean =>
    state.list.selection.currentId === uploadId;

export const batchOf =
  (batchId: BatchId) =>
  (state: WindowState): BatchProgress | undefined =>
    state.list.table.batches.find((batch) => batch.batchId === batchId);

/** Files that a filter shows, without regard to the find box. */
export const countOfFilter =
  (filter: Filter) =>
  (state: WindowState): number =>
    filter === 'all' ? state.list.table.order.length : state.list.table.counts[filter];

export function totalsOf(state: WindowState): Totals | null {
  return state.list.table.totals;
}

export function heldOf(state: WindowState): readonly HeldDestination[] {
  return state.list.table.totals?.held ?? nothingHeld;
}

/** What a file that has not begun waits for: its destination's hold, told once above the list and named in its row. */
export const holdOf =
  ({ status, batchId }: FileProgress) =>
  (state: WindowState): HeldDestination | null => {
    if (status !== 'queued') return null;
    const held = heldOf(state);
    if (held.length === 0) return null;
    const destinationId = batchOf(batchId)(state)?.destinationId;
    return held.find((hold) => hold.destinationId === destinationId) ?? null;
  };

/** What of this computer's state lets a file that has not begun wait, but for one that waits for a person anyway. */
export const holdingConditionOf =
  ({ status, conflict }: FileProgress) =>
  (state: WindowState): Condition | null => {
    const condition = status === 'queued' && conflict !== 'asks' ? conditionOf(state) : null;
    return condition?.effect === 'pause' ? condition : null;
  };

/** What of this computer's state holds back what is under way; it is stored as it is, and null where nothing is. */
export function conditionOf(state: WindowState): Condition | null {
  return state.list.table.totals?.condition ?? null;
}

export function hasOpenFiles(state: WindowState): boolean {
  const totals = totalsOf(state);
  return totals !== null && totals.active + totals.queued + totals.waiting > 0;
}

export function isSlowed(state: WindowState): boolean {
  return conditionOf(state)?.effect === 'slow';
}

export function queueNoticeOf(state: WindowState): PlainError | null {
  return state.list.table.totals?.notice ?? null;
}

/** Nothing was ever added, or all was cleared. */
export function isQueueEmpty(state: WindowState): boolean {
  return state.list.table.order.length === 0 && state.list.table.batches.length === 0;
}

export function canPauseAny(state: WindowState): boolean {
  const totals = state.list.table.totals;
  return totals !== null && totals.active + totals.waiting + totals.queued > 0;
}

/** There is something paused, or something waiting that "resume" would try at once. */
export function canResumeAny(state: WindowState): boolean {
  const totals = state.list.table.totals;
  return totals !== null && totals.paused + totals.waiting + totals.held.length > 0;
}

export function canRetryAny(state: WindowState): boolean {
  return state.list.table.counts.failed > 0;
}

export function hasSettledBatch(state: WindowState): boolean {
  return state.list.table.batches.some((batch) => batch.settledAt !== null);
}

/** Where new files go. */
export function chosenDestinationOf(state: WindowState): Destination | null {
  return state.destinations?.find((destination) => destination.isDefault) ?? state.destinations?.[0] ?? null;
}

/** Files of the list that still go to that destination. */
export const openFileCountOf =
  (destinationId: DestinationId) =>
  (state: WindowState): number =>
    state.list.table.batches
      .filter((batch) => batch.destinationId === destinationId)
      .reduce((sum, { active, waiting, queued, paused }) => sum + active + waiting + queued + paused, 0);

/** The ids of the batches under way, the newest first, joined by spaces: one string, so that it only changes when they do. */
export function openBatchKey(state: WindowState): string {
  const open = state.list.table.batches.filter((batch) => batch.settledAt === null);
  return open
    .toReversed()
    .map((batch) => batch.batchId)
    .join(' ');
}

/** The ids of the batches that wait for a decision, the oldest first, joined as in `openBatchKey`. */
export function undecidedBatchKey(state: WindowState): string {
  return state.list.table.batches
    .filter(({ conflicts }) => needsDecision(conflicts))
    .map(({ batchId }) => batchId)
    .join(' ');
}

/** The batch whose receipt is due: the one that settled last. */
export function receiptBatchId(state: WindowState): BatchId | null {
  let last: BatchProgress | null = null;
  for (const batch of state.list.table.batches) {
    if (batch.settledAt !== null && batch.settledAt >= (last?.settledAt ?? 0)) last = batch;
  }
  return last?.batchId ?? null;
}
