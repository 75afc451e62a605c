import { compareNames } from '../../shared/text/compare-names.ts';
import { stateRankCount } from './state-rank.ts';
import type { UploadCell } from './upload-cell.ts';
import type { Sort } from './view.ts';

type Compare = (one: UploadCell, other: UploadCell) => number;

/** All cells in the order of `sort`; `order` is by position, and decides where the sort does not. */
export function sortedCells(order: readonly UploadCell[], sort: Sort): readonly UploadCell[] {
  const { key } = sort;
  if (key === 'queue') return sort.isDescending ? order.toReversed() : order;
  if (key === 'state') return byState(order, sort.isDescending);
  return order.toSorted(compareFor(key, sort.isDescending));
}

/**
 * Puts new cells into a list that is sorted already. While a large folder is walked, files come ten times a second: looking
 * up where each belongs and copying once keeps that cheap, where sorting everything anew would not be.
 */
export function mergeSorted(sorted: readonly UploadCell[], added: readonly UploadCell[], key: 'name' | 'size', isDescending: boolean) {
  const compare = compareFor(key, isDescending);
  const result: UploadCell[] = [];
  let from = 0;
  for (const cell of added.toSorted(compare)) {
    const to = firstAfter(sorted, cell, compare, from);
    for (let index = from; index < to; index += 1) result.push(sorted[index] as UploadCell);
    result.push(cell);
    from = to;
  }
  for (let index = from; index < sorted.length; index += 1) result.push(sorted[index] as UploadCell);
  return result;
}

function compareFor(key: 'name' | 'size', isDescending: boolean): Compare {
  const sign = isDescending ? -1 : 1;
  const compare: Compare =
    key === 'name'
      ? (one, other) => compareNames(one.file.fileName, other.file.fileName)
      : (one, other) => one.file.fileSize - other.file.fileSize;
  return (one, other) => sign * compare(one, other) || one.file.position - other.file.position;
}

function firstAfter(sorted: readonly UploadCell[], cell: UploadCell, compare: Compare, from: number): number {
  let low = from;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(sorted[middle] as UploadCell, cell) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function byState(order: readonly UploadCell[], isDescending: boolean): readonly UploadCell[] {
  const buckets: UploadCell[][] = Array.from({ length: stateRankCount }, () => []);
  for (const cell of order) buckets[cell.rank]?.push(cell);
  return (isDescending ? buckets.reverse() : buckets).flat();
}
