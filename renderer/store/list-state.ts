import type { AppliedChanges } from './apply-changes.ts';
import type { QueueTable } from './queue-table.ts';
import { emptyTable } from './queue-table.ts';
import type { Selection } from './selection.ts';
import { noSelection, prunedSelection } from './selection.ts';
import { mergeSorted, sortedCells } from './sorted-cells.ts';
import type { UploadCell } from './upload-cell.ts';
import type { View } from './view.ts';
import { initialView } from './view.ts';
import type { VisibleRows } from './visible-rows.ts';
import { noRows, visibleRows } from './visible-rows.ts';

/** The queue, what of it is looked at, and what is selected: kept together, as each follows from the one before. */
export interface ListState {
  readonly table: QueueTable;
  readonly view: View;
  /** All cells in the view's order. */
  readonly sorted: readonly UploadCell[];
  readonly visible: VisibleRows;
  readonly selection: Selection;
}

export function emptyList(): ListState {
  return { table: emptyTable(), view: initialView, sorted: [], visible: noRows, selection: noSelection };
}

/** The list after a change to the table, deriving only what the change can have touched. */
export function listAfterChanges(list: ListState, applied: AppliedChanges): ListState {
  const { table } = applied;
  const sorted = sortedAfter(list, applied);
  const isSame = sorted === list.sorted && !(applied.hasRegrouped && list.view.filter !== 'all');
  if (isSame) return { ...list, table };
  const visible = visibleRows(sorted, list.view);
  return { ...list, table, sorted, visible, selection: prunedSelection(list.selection, table, list.view) };
}

/** The list in another view: other filter, search or order. */
export function listInView(list: ListState, view: View): ListState {
  const isSameOrder = view.sort.key === list.view.sort.key && view.sort.isDescending === list.view.sort.isDescending;
  const sorted = isSameOrder ? list.sorted : sortedCells(list.table.order, view.sort);
  return { ...list, view, sorted, visible: visibleRows(sorted, view), selection: prunedSelection(list.selection, list.table, view) };
}

/** The list over a table that was loaded anew. */
export function listOverTable(list: ListState, table: QueueTable): ListState {
  const sorted = sortedCells(table.order, list.view.sort);
  const visible = visibleRows(sorted, list.view);
  return { ...list, table, sorted, visible, selection: prunedSelection(list.selection, table, list.view) };
}

function sortedAfter(list: ListState, { table, added, hasRemoved, hasRegrouped }: AppliedChanges): readonly UploadCell[] {
  const { sort } = list.view;
  const hasOtherFiles = added.length > 0 || hasRemoved;
  if (sort.key === 'state') return hasOtherFiles || hasRegrouped ? sortedCells(table.order, sort) : list.sorted;
  if (!hasOtherFiles) return list.sorted;
  if (sort.key === 'queue') return sortedCells(table.order, sort);
  const kept = hasRemoved ? list.sorted.filter((cell) => table.cells.has(cell.file.uploadId)) : list.sorted;
  return added.length > 0 ? mergeSorted(kept, added, sort.key, sort.isDescending) : kept;
}
