import { beforeEach, expect, test } from 'vitest';
import { writeFiles } from '../../../renderer/store/apply-changes.ts';
import { listOverTable } from '../../../renderer/store/list-state.ts';
import { emptyTable } from '../../../renderer/store/queue-table.ts';
import { rememberView } from '../../../renderer/store/remember-view.ts';
import { showBatch } from '../../../renderer/store/show-batch.ts';
import { windowStore } from '../../../renderer/store/store.ts';
import { setDensity, setFilter, setFind, sortBy } from '../../../renderer/store/view-actions.ts';
import { initialState } from '../../../renderer/store/window-state.ts';
import type { BatchId } from '../../../shared/ids.ts';
import { totals as sampleTotals } from '../../desktop/progress-samples.ts';
import { batchProgress, fileProgress } from '../file-progress.ts';

function memory(view: string | null = null) {
  const kept = new Map(view === null ? [] : [['view', view]]);
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}
const seen = () => {
  const { density, list } = windowStore.getState();
  return { density, ...list.view };
};
beforeEach(() => windowStore.setState(initialState()));

test('order, filter and density are there again at the next start, and what was looked for is not', () => {
  const storage = memory();
  const forget = rememberView(storage);
  sortBy('size');
  sortBy('size');
  setFilter('failed');
  setFind('crane');
  setDensity('compact');
  forget();
  windowStore.setState(initialState());
  rememberView(memory(storage.getItem('view')))();
  expect(seen()).toEqual({ density: 'compact', filter: 'failed', sort: { key: 'size', isDescending: true }, find: '' });
});

test.each(['', '[]', 'null', '{"filter":"all of them","sort":{"key":"date","isDescending":true},"density":7}', '{"sort":5}'])(
  'a memory of %j is as none',
  (text) => {
    rememberView(memory(text))();
    expect(seen()).toEqual({ density: 'comfortable', filter: 'all', sort: { key: 'queue', isDescending: false }, find: '' });
  },
);

test('a batch that is asked for is led to: to what failed of it, else to its first file', () => {
  const done = batchProgress({ batchId: 'b1' as BatchId });
  const failed = batchProgress({ batchId: 'b2' as BatchId, failed: 1 });
  const files = [
    fileProgress({ batchId: done.batchId, position: 1, status: 'completed' }),
    fileProgress({ batchId: failed.batchId, position: 2, status: 'completed' }),
    fileProgress({ batchId: failed.batchId, position: 3, status: 'failed' }),
  ];
  windowStore.setState(({ list }) => ({
    list: listOverTable(list, writeFiles(emptyTable([done, failed], sampleTotals({})), files).table),
  }));
  setFind('nothing like it');
  showBatch(failed.batchId);
  expect([seen().filter, seen().find, windowStore.getState().toReveal]).toEqual(['failed', '', files[2]?.uploadId]);
  showBatch(done.batchId);
  expect([seen().filter, windowStore.getState().list.selection.currentId]).toEqual(['all', files[0]?.uploadId]);
  windowStore.setState({ toReveal: null });
  showBatch('gone' as BatchId);
  expect(windowStore.getState().toReveal).toBeNull();
});
