import { describe, expect, it } from 'vitest';
import { cellOf } from '../../../renderer/store/upload-cell.ts';
import type { View } from '../../../renderer/store/view.ts';
import { initialView } from '../../../renderer/store/view.ts';
import { rowIndexOfCell, visibleRowAt, visibleRows } from '../../../renderer/store/visible-rows.ts';
import type { FileProgress } from '../../../shared/progress.ts';
import { fileProgress } from '../file-progress.ts';

function rowsOf(files: readonly Partial<FileProgress>[], view: Partial<View>) {
  const cells = files.map((file, position) => cellOf(fileProgress({ position, ...file })));
  return visibleRows(cells, { ...initialView, ...view });
}

describe('visibleRows', () => {
  it('shows the list itself where nothing is filtered', () => {
    const cells = [cellOf(fileProgress({ position: 1 }))];
    expect(visibleRows(cells, initialView).cells).toBe(cells);
  });

  it('filters by group and finds names and folders in any case and composition', () => {
    const files: Partial<FileProgress>[] = [
      { fileName: 'Caf\u00e9.txt', relativePath: 'Caf\u00e9.txt' },
      { fileName: 'b.txt', relativePath: 'cafe\u0301/b.txt', status: 'uploading' },
      { fileName: 'c.txt', relativePath: 'c.txt', status: 'uploading' },
    ];
    const names = (view: Partial<View>) => rowsOf(files, view).cells.map((cell) => cell.file.fileName);
    expect(names({ find: 'CAFÉ' })).toEqual(['Caf\u00e9.txt', 'b.txt']);
    expect(names({ find: 'café', filter: 'active' })).toEqual(['b.txt']);
    expect(names({ find: '  ' })).toHaveLength(3);
    expect(names({ filter: 'done' })).toEqual([]);
  });

  it('groups failed files by reason, with a heading above each', () => {
    const failed = (code: 'timed-out' | 'server-error', httpStatus?: number): Partial<FileProgress> => ({
      status: 'failed',
      error: { code, details: httpStatus === undefined ? { host: 'a' } : { httpStatus } },
    });
    const rows = rowsOf([failed('timed-out'), failed('server-error', 502), failed('timed-out'), {}, failed('server-error', 500)], {
      filter: 'failed',
    });
    expect(rows.rowCount).toBe(7);
    const shown = Array.from({ length: rows.rowCount }, (_, index) => {
      const row = visibleRowAt(rows, index);
      return row?.kind === 'group' ? row.group.key : row?.cell.file.position;
    });
    expect(shown).toEqual(['timed-out', 0, 2, 'server-error 502', 1, 'server-error 500', 4]);
    expect(rows.cells.map((_, index) => rowIndexOfCell(rows, index))).toEqual([1, 2, 4, 6]);
    expect(visibleRowAt(rows, 7)).toBeNull();
  });

  it('says in a heading only what holds for all of its files', () => {
    const error = (path: string) => ({ code: 'source-missing', details: { host: 'a', path } }) as const;
    const { groups } = rowsOf(
      [
        { status: 'failed', error: error('/x') },
        { status: 'failed', error: error('/y') },
      ],
      { filter: 'failed' },
    );
    expect(groups[0]?.details).toEqual({ host: 'a' });
  });
});
