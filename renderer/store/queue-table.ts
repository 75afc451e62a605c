import type { UploadId } from '../../shared/ids.ts';
import type { BatchProgress, Totals } from '../../shared/progress.ts';
import type { FilterGroup } from './filter-group.ts';
import type { UploadCell } from './upload-cell.ts';

/**
 * The mirror of the engine's queue. Every change makes a new table, but its cells are shared with the one before:
 * only the newest table may be read.
 */
export interface QueueTable {
  readonly cells: ReadonlyMap<UploadId, UploadCell>;
  /** By position; a new array only when files came or went. */
  readonly order: readonly UploadCell[];
  readonly counts: Readonly<Record<FilterGroup, number>>;
  /** By the time they were made. */
  readonly batches: readonly BatchProgress[];
  readonly totals: Totals | null;
}

export function emptyTable(batches: readonly BatchProgress[] = [], totals: Totals | null = null): QueueTable {
  return { cells: new Map(), order: [], counts: { active: 0, waiting: 0, failed: 0, done: 0 }, batches: sortedBatches(batches), totals };
}

export function sortedBatches(batches: readonly BatchProgress[]): readonly BatchProgress[] {
  return batches.toSorted((one, other) => one.createdAt - other.createdAt);
}
