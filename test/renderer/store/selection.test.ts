import { describe, expect, it } from 'vitest';
import { writeFiles } from '../../../renderer/store/apply-changes.ts';
import { emptyTable } from '../../../renderer/store/queue-table.ts';
import type { Selection } from '../../../renderer/store/selection.ts';
import { extendTo, noSelection, prunedSelection, rowFrom, selectAll, selectOne, toggleOne } from '../../../renderer/store/selection.ts';
import { initialView } from '../../../renderer/store/view.ts';
import { visibleRows } from '../../../renderer/store/visible-rows.ts';
import type { UploadId } from '../../../shared/ids.ts';
import { fileProgress } from '../file-progress.ts';

const id = (position: number) => `upload-${position}` as UploadId;
const { table } = writeFiles(
  emptyTable(),
  [1, 2, 3, 4, 5].map((position) => fileProgress({ position, status: position === 3 ? 'failed' : 'queued' })),
);
const rows = visibleRows(table.order, initialView);

function ids(selection: Selection): readonly string[] {
  return [...selection.uploadIds].sort();
}

describe('selection', () => {
  it('takes a row in and out', () => {
    const first = toggleOne(selectOne(id(1)), id(3));
    expect(ids(first)).toEqual([id(1), id(3)]);
    expect(ids(toggleOne(first, id(1)))).toEqual([id(3)]);
  });

  it('extends from the anchor, both ways, and shrinks again', () => {
    const down = extendTo(selectOne(id(2)), rows, id(4));
    expect(ids(down)).toEqual([id(2), id(3), id(4)]);
    const up = extendTo(down, rows, id(1));
    expect(ids(up)).toEqual([id(1), id(2)]);
    expect(up.anchorId).toBe(id(2));
    expect(ids(extendTo(noSelection, rows, id(5)))).toEqual([id(5)]);
  });

  it('moves within the list and stops at its ends', () => {
    expect(rowFrom(noSelection, rows, 1)).toBe(id(1));
    expect(rowFrom(noSelection, rows, -1)).toBe(id(5));
    expect(rowFrom(selectOne(id(2)), rows, 10)).toBe(id(5));
    expect(rowFrom(selectOne(id(2)), rows, Number.NEGATIVE_INFINITY)).toBe(id(1));
    expect(rowFrom(noSelection, { cells: [], groups: [], rowCount: 0 }, 1)).toBeNull();
  });

  it('selects what is in sight', () => {
    expect(ids(selectAll(noSelection, visibleRows(table.order, { ...initialView, filter: 'failed' })))).toEqual([id(3)]);
  });

  it('lets go of what leaves the view, and stays the same when nothing did', () => {
    const all = selectAll(noSelection, rows);
    expect(prunedSelection(all, table, initialView)).toBe(all);
    const failed = prunedSelection(all, table, { ...initialView, filter: 'failed' });
    expect(ids(failed)).toEqual([id(3)]);
    expect(failed.currentId).toBeNull();
    expect(ids(prunedSelection(all, emptyTable(), initialView))).toEqual([]);
  });
});
