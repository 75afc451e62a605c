import type { ErrorCode, ErrorDetails } from '../../shared/error-codes.ts';
import { failureKeyOf } from './failure-key.ts';
import { foldedText, searchTextOf } from './search-text.ts';
import type { UploadCell } from './upload-cell.ts';
import type { View } from './view.ts';

/** Failed files that one remedy helps. */
export interface FailureGroup {
  readonly key: string;
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  readonly cells: readonly UploadCell[];
  /** Where its heading stands among the visible rows. */
  readonly rowIndex: number;
}

/** What the grid shows: files in order, and among failed ones a heading per reason. */
export interface VisibleRows {
  readonly cells: readonly UploadCell[];
  /** Empty unless the failed files are looked at. */
  readonly groups: readonly FailureGroup[];
  /** Files and headings. */
  readonly rowCount: number;
}

export const noRows: VisibleRows = { cells: [], groups: [], rowCount: 0 };

export function visibleRows(sorted: readonly UploadCell[], view: View): VisibleRows {
  const find = foldedText(view.find.trim());
  const cells = view.filter === 'all' && find === '' ? sorted : sorted.filter((cell) => matches(cell, view, find));
  return view.filter === 'failed' ? grouped(cells) : { cells, groups: [], rowCount: cells.length };
}

/** Whether a file is in the view at all. */
export function isInView(cell: UploadCell, view: View): boolean {
  return matches(cell, view, foldedText(view.find.trim()));
}

export type VisibleRow = { readonly kind: 'file'; readonly cell: UploadCell } | { readonly kind: 'group'; readonly group: FailureGroup };

/** What stands in a row, counted from 0 without the header; null beyond the end. */
export function visibleRowAt(rows: VisibleRows, rowIndex: number): VisibleRow | null {
  let headings = 0;
  for (const group of rows.groups) {
    if (group.rowIndex > rowIndex) break;
    if (group.rowIndex === rowIndex) return { kind: 'group', group };
    headings += 1;
  }
  const cell = rows.cells[rowIndex - headings];
  return cell === undefined ? null : { kind: 'file', cell };
}

/** The row of the file at `cellIndex` in `rows.cells`. */
export function rowIndexOfCell(rows: VisibleRows, cellIndex: number): number {
  let rowIndex = cellIndex;
  for (const group of rows.groups) {
    if (group.rowIndex > rowIndex) break;
    rowIndex += 1;
  }
  return rowIndex;
}

function matches(cell: UploadCell, view: View, find: string): boolean {
  return (view.filter === 'all' || cell.group === view.filter) && (find === '' || searchTextOf(cell).includes(find));
}

function grouped(failed: readonly UploadCell[]): VisibleRows {
  const byKey = new Map<string, UploadCell[]>();
  for (const cell of failed) {
    const key = failureKeyOf(cell.file);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [cell]);
    else known.push(cell);
  }
  const groups: FailureGroup[] = [];
  const cells: UploadCell[] = [];
  for (const [key, members] of byKey) {
    groups.push({ key, ...sharedError(members), cells: members, rowIndex: cells.length + groups.length });
    for (const cell of members) cells.push(cell);
  }
  return { cells, groups, rowCount: cells.length + groups.length };
}

/** Only those details that hold for every member may stand in the heading. */
function sharedError(members: readonly UploadCell[]): { readonly code: ErrorCode; readonly details: ErrorDetails } {
  const errors = members.map((cell) => cell.file.error);
  const [first] = errors;
  if (first === undefined || first === null) return { code: 'internal', details: {} };
  const shared = Object.entries(first.details).filter(([name, value]) =>
    errors.every((error) => error !== null && error.details[name as keyof ErrorDetails] === value),
  );
  return { code: first.code, details: Object.fromEntries(shared) as ErrorDetails };
}
