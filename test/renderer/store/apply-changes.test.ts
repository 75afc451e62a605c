import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChanges } from '../../../renderer/store/apply-changes.ts';
import { filterGroupOf } from '../../../renderer/store/filter-group.ts';
import type { ListState } from '../../../renderer/store/list-state.ts';
import { emptyList, listAfterChanges, listInView } from '../../../renderer/store/list-state.ts';
import { emptyTable } from '../../../renderer/store/queue-table.ts';
import type { Filter, SortKey } from '../../../renderer/store/view.ts';
import type { BatchId, UploadId } from '../../../shared/ids.ts';
import type { ChangeBatch, FileProgress } from '../../../shared/progress.ts';
import { uploadStatuses } from '../../../shared/upload.ts';
import { totals as sampleTotals } from '../../desktop/progress-samples.ts';
import { batchProgress, fileProgress } from '../file-progress.ts';

function changes(given: Partial<ChangeBatch>): ChangeBatch {
  return {
    sequence: 1,
    uploads: [],
    batches: [],
    totals: sampleTotals(),
    removedBatchIds: [],
    settingsRevision: 0,
    opensSettings: false,
    ...given,
  };
}

function positions(files: readonly { readonly file: FileProgress }[]): readonly number[] {
  return files.map(({ file }) => file.position);
}

const [one, two, three] = [1, 2, 3].map((position) => fileProgress({ position })) as [FileProgress, FileProgress, FileProgress];

describe('applyChanges', () => {
  it('puts new files where their position says, however they come', () => {
    const first = applyChanges(emptyTable(), changes({ uploads: [three, one] }));
    expect(positions(first.table.order)).toEqual([1, 3]);
    const second = applyChanges(first.table, changes({ uploads: [two] }));
    expect(positions(second.table.order)).toEqual([1, 2, 3]);
    expect(positions(second.added)).toEqual([2]);
  });

  it('leaves the order alone when nothing came or went, and replaces only what changed', () => {
    const { table } = applyChanges(emptyTable(), changes({ uploads: [one, two] }));
    const before = table.cells.get(two.uploadId)?.file;
    const moved: FileProgress = { ...one, bytesSent: 5 };
    const after = applyChanges(table, changes({ uploads: [moved] }));
    expect(after.table.order).toBe(table.order);
    expect(after.table.cells.get(one.uploadId)?.file).toBe(moved);
    expect(after.table.cells.get(two.uploadId)?.file).toBe(before);
    expect(after.hasRegrouped).toBe(false);
  });

  it('tells when a file changes its group, or fails for another reason', () => {
    const { table } = applyChanges(emptyTable(), changes({ uploads: [one] }));
    const failed = { ...one, status: 'failed', error: { code: 'timed-out', details: {} } } as const;
    const first = applyChanges(table, changes({ uploads: [failed] }));
    expect(first.hasRegrouped).toBe(true);
    expect(first.table.counts).toEqual({ active: 0, waiting: 0, failed: 1, done: 0 });
    const other = applyChanges(first.table, changes({ uploads: [{ ...failed, error: { code: 'stalled', details: {} } }] }));
    expect(other.hasRegrouped).toBe(true);
    expect(applyChanges(other.table, changes({ uploads: [{ ...failed, error: { code: 'stalled', details: {} } }] })).hasRegrouped).toBe(
      false,
    );
  });

  it('keeps batches by the time they were made, and the newest word on each', () => {
    const early = batchProgress({ batchId: 'a' as BatchId, createdAt: 1 });
    const late = batchProgress({ batchId: 'b' as BatchId, createdAt: 2 });
    const { table } = applyChanges(emptyTable([late]), changes({ batches: [early] }));
    expect(table.batches).toEqual([early, late]);
    const after = applyChanges(table, changes({ batches: [{ ...late, total: 9 }] }));
    expect(after.table.batches.map((batch) => batch.total)).toEqual([0, 9]);
    expect(applyChanges(after.table, changes({})).table.batches).toBe(after.table.batches);
  });

  it('removes a batch with all its files, also those that came with it', () => {
    const other = fileProgress({ position: 4, batchId: 'b' as BatchId });
    const { table } = applyChanges(emptyTable([batchProgress()]), changes({ uploads: [one, other] }));
    const after = applyChanges(table, changes({ uploads: [two], removedBatchIds: [one.batchId] }));
    expect(positions(after.table.order)).toEqual([4]);
    expect(after.table.batches).toEqual([]);
    expect(after.table.counts.waiting).toBe(1);
    expect(after.added).toEqual([]);
    expect(after.hasRemoved).toBe(true);
  });
});

// A model that derives everything anew: slow, and obviously right.
const batchIds = ['a', 'b', 'c'] as const;
const upload = fc
  .record({
    position: fc.integer({ min: 1, max: 30 }),
    status: fc.constantFrom(...uploadStatuses),
    fileSize: fc.integer({ min: 0, max: 5 }),
    code: fc.constantFrom('timed-out' as const, 'stalled' as const),
  })
  .map(({ position, status, fileSize, code }) =>
    // Name, size and batch of an upload never change, so they follow from its position.
    fileProgress({
      position,
      status,
      batchId: batchIds[position % 3] as string as BatchId,
      fileName: `file ${(position * 7) % 10}`,
      fileSize: position % 4,
      bytesSent: fileSize,
      error: status === 'failed' ? { code, details: {} } : null,
    }),
  );
const batchOfChanges = fc.record({
  uploads: fc.uniqueArray(upload, { selector: (file) => file.uploadId, maxLength: 12 }),
  removedBatchIds: fc.array(fc.constantFrom(...batchIds), { maxLength: 1 }).map((ids) => ids as string[] as BatchId[]),
});
const view = fc.record({
  filter: fc.constantFrom<Filter>('all', 'active', 'waiting', 'failed', 'done'),
  find: fc.constantFrom('', '3', 'FILE'),
  sort: fc.record({ key: fc.constantFrom<SortKey>('queue', 'name', 'size', 'state'), isDescending: fc.boolean() }),
});

describe('the list, change by change', () => {
  it('is what a naive model makes of the same changes', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(batchOfChanges, fc.option(view, { freq: 4 })), { maxLength: 12 }), (steps) => {
        let list: ListState = emptyList();
        const model = new Map<UploadId, FileProgress>();
        for (const [change, nextView] of steps) {
          list = listAfterChanges(list, applyChanges(list.table, changes(change)));
          if (nextView !== null) list = listInView(list, nextView);
          for (const file of change.uploads) model.set(file.uploadId, file);
          for (const [uploadId, file] of model) if (change.removedBatchIds.includes(file.batchId)) model.delete(uploadId);
        }
        const all = [...model.values()].sort((a, b) => a.position - b.position);
        expect(list.table.order.map((cell) => cell.file)).toEqual(all);
        expect(list.table.cells.size).toBe(model.size);
        for (const group of ['active', 'waiting', 'failed', 'done'] as const) {
          expect(list.table.counts[group]).toBe(all.filter((file) => filterGroupOf(file.status) === group).length);
        }
        // The same view over a table that was loaded at once shows the same.
        const fresh = listInView(listAfterChanges(emptyList(), applyChanges(emptyTable(), changes({ uploads: all }))), list.view);
        expect(positions(list.visible.cells)).toEqual(positions(fresh.visible.cells));
        expect(list.visible.groups.map(({ key, rowIndex }) => [key, rowIndex])).toEqual(
          fresh.visible.groups.map(({ key, rowIndex }) => [key, rowIndex]),
        );
      }),
      { numRuns: 300 },
    );
  });
});
