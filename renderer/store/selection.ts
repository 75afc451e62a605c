import type { UploadId } from '../../shared/ids.ts';
import type { QueueTable } from './queue-table.ts';
import type { UploadCell } from './upload-cell.ts';
import type { View } from './view.ts';
import type { VisibleRows } from './visible-rows.ts';
import { isInView } from './visible-rows.ts';

export interface Selection {
  readonly uploadIds: ReadonlySet<UploadId>;
  /** Where a range starts that shift extends. */
  readonly anchorId: UploadId | null;
  /** The row that the keyboard is on. */
  readonly currentId: UploadId | null;
}

export const noSelection: Selection = { uploadIds: new Set(), anchorId: null, currentId: null };

/** Only this row. */
export function selectOne(uploadId: UploadId): Selection {
  return { uploadIds: new Set([uploadId]), anchorId: uploadId, currentId: uploadId };
}

/** This row in or out, the others as they were. */
export function toggleOne(selection: Selection, uploadId: UploadId): Selection {
  const uploadIds = new Set(selection.uploadIds);
  if (!uploadIds.delete(uploadId)) uploadIds.add(uploadId);
  return { uploadIds, anchorId: uploadId, currentId: uploadId };
}

/** Everything from the anchor to this row. */
export function extendTo(selection: Selection, rows: VisibleRows, uploadId: UploadId): Selection {
  const from = indexOf(rows, selection.anchorId ?? uploadId);
  const to = indexOf(rows, uploadId);
  if (from === -1 || to === -1) return selectOne(uploadId);
  const range = rows.cells.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { uploadIds: new Set(range.map(idOf)), anchorId: selection.anchorId ?? uploadId, currentId: uploadId };
}

export function selectAll(selection: Selection, rows: VisibleRows): Selection {
  const first = rows.cells[0]?.file.uploadId ?? null;
  return { uploadIds: new Set(rows.cells.map(idOf)), anchorId: selection.anchorId ?? first, currentId: selection.currentId ?? first };
}

/** The row that the keyboard comes to, `steps` below the current one (negative: above), within the list; null in an empty one. */
export function rowFrom(selection: Selection, rows: VisibleRows, steps: number): UploadId | null {
  if (rows.cells.length === 0) return null;
  const current = indexOf(rows, selection.currentId);
  const start = current === -1 ? (steps > 0 ? -1 : rows.cells.length) : current;
  const next = Math.min(rows.cells.length - 1, Math.max(0, start + steps));
  return rows.cells[next]?.file.uploadId ?? null;
}

/** Where a file stands among the visible ones; -1 where it does not. */
export function indexOf(rows: VisibleRows, uploadId: UploadId | null): number {
  return uploadId === null ? -1 : rows.cells.findIndex((cell) => cell.file.uploadId === uploadId);
}

/** Without what has left the list or the view: a command must never touch what nobody sees. */
export function prunedSelection(selection: Selection, table: QueueTable, view: View): Selection {
  if (selection.uploadIds.size === 0 && selection.currentId === null) return selection;
  const isThere = (uploadId: UploadId | null): boolean => {
    const cell = uploadId === null ? undefined : table.cells.get(uploadId);
    return cell !== undefined && isInView(cell, view);
  };
  const uploadIds = new Set([...selection.uploadIds].filter(isThere));
  const anchorId = isThere(selection.anchorId) ? selection.anchorId : null;
  const currentId = isThere(selection.currentId) ? selection.currentId : null;
  const isSame = uploadIds.size === selection.uploadIds.size && anchorId === selection.anchorId && currentId === selection.currentId;
  return isSame ? selection : { uploadIds, anchorId, currentId };
}

function idOf(cell: UploadCell): UploadId {
  return cell.file.uploadId;
}
