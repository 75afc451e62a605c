import type { BatchId, UploadId } from '../../shared/ids.ts';
import type { BatchProgress, ChangeBatch, FileProgress } from '../../shared/progress.ts';
import { failureKeyOf } from './failure-key.ts';
import type { FilterGroup } from './filter-group.ts';
import { filterGroupOf } from './filter-group.ts';
import type { QueueTable } from './queue-table.ts';
import { sortedBatches } from './queue-table.ts';
import { stateRankOf } from './state-rank.ts';
import type { UploadCell } from './upload-cell.ts';
import { cellOf } from './upload-cell.ts';

/** The table after a change, and what about it changed: so that nothing is derived anew in vain. */
export interface AppliedChanges {
  readonly table: QueueTable;
  /** Files that are new, by position. */
  readonly added: readonly UploadCell[];
  readonly hasRemoved: boolean;
  /** A file moved to another state group or failed for another reason. */
  readonly hasRegrouped: boolean;
}

/**
 * Applies one change batch. Costs what changed, not what is there: cells are written in place, and only the arrival or removal
 * of files copies the order. Values are absolute, so applying a batch twice is the same as once.
 */
export function applyChanges(table: QueueTable, changes: ChangeBatch): AppliedChanges {
  const written = writeFiles(table, changes.uploads);
  const batches = mergeBatches(written.table.batches, changes.batches);
  const merged: AppliedChanges = { ...written, table: { ...written.table, batches, totals: changes.totals } };
  return changes.removedBatchIds.length === 0 ? merged : removeBatches(merged, new Set(changes.removedBatchIds));
}

/** Adds files or replaces what is known of them; the loading of the list uses it page by page. */
export function writeFiles(table: QueueTable, files: readonly FileProgress[]): AppliedChanges {
  // The map is shared from table to table; see `QueueTable`.
  const cells = table.cells as Map<UploadId, UploadCell>;
  const counts: Record<FilterGroup, number> = { ...table.counts };
  const added: UploadCell[] = [];
  let hasRegrouped = false;
  for (const file of files) {
    const cell = cells.get(file.uploadId);
    if (cell === undefined) {
      const fresh = cellOf(file);
      cells.set(file.uploadId, fresh);
      counts[fresh.group] += 1;
      added.push(fresh);
      continue;
    }
    const before = cell.file;
    cell.file = file;
    if (before.status === file.status) {
      if (file.status === 'failed' && failureKeyOf(before) !== failureKeyOf(file)) hasRegrouped = true;
      continue;
    }
    counts[cell.group] -= 1;
    cell.group = filterGroupOf(file.status);
    counts[cell.group] += 1;
    const rank = stateRankOf(file.status);
    if (rank !== cell.rank) hasRegrouped = true;
    cell.rank = rank;
  }
  if (added.length > 0) added.sort(byPosition);
  return { table: { ...table, counts, order: insertByPosition(table.order, added) }, added, hasRemoved: false, hasRegrouped };
}

function byPosition(one: UploadCell, other: UploadCell): number {
  return one.file.position - other.file.position;
}

function insertByPosition(order: readonly UploadCell[], added: readonly UploadCell[]): readonly UploadCell[] {
  const [first] = added;
  if (first === undefined) return order;
  const last = order.at(-1);
  const joined = order.concat(added);
  // New files nearly always come at the end; otherwise the sort has two runs to merge, which it does in one pass.
  return last === undefined || byPosition(last, first) <= 0 ? joined : joined.sort(byPosition);
}

function mergeBatches(known: readonly BatchProgress[], changed: readonly BatchProgress[]): readonly BatchProgress[] {
  if (changed.length === 0) return known;
  const byId = new Map(known.map((batch) => [batch.batchId, batch]));
  for (const batch of changed) byId.set(batch.batchId, batch);
  return sortedBatches([...byId.values()]);
}

function removeBatches(applied: AppliedChanges, removed: ReadonlySet<BatchId>): AppliedChanges {
  const { table } = applied;
  const cells = table.cells as Map<UploadId, UploadCell>;
  const counts: Record<FilterGroup, number> = { ...table.counts };
  const order = table.order.filter((cell) => {
    if (!removed.has(cell.file.batchId)) return true;
    cells.delete(cell.file.uploadId);
    counts[cell.group] -= 1;
    return false;
  });
  const batches = table.batches.filter((batch) => !removed.has(batch.batchId));
  const added = applied.added.filter((cell) => !removed.has(cell.file.batchId));
  const hasRemoved = order.length !== table.order.length;
  return { ...applied, added, hasRemoved, table: { ...table, order: hasRemoved ? order : table.order, counts, batches } };
}
