import { describe, expect, it } from 'vitest';
import { writeFiles } from '../../../renderer/store/apply-changes.ts';
import { emptyList, listOverTable } from '../../../renderer/store/list-state.ts';
import { emptyTable } from '../../../renderer/store/queue-table.ts';
import { controlsFor } from '../../../renderer/store/selection-actions.ts';
import {
  canPauseAny,
  canResumeAny,
  canRetryAny,
  countOfFilter,
  fileOf,
  heldOf,
  holdingConditionOf,
  isQueueEmpty,
  openBatchKey,
  receiptBatchId,
  undecidedBatchKey,
} from '../../../renderer/store/selectors.ts';
import type { WindowState } from '../../../renderer/store/window-state.ts';
import { initialState } from '../../../renderer/store/window-state.ts';
import type { BatchId, UploadId } from '../../../shared/ids.ts';
import type { Totals } from '../../../shared/progress.ts';
import { uploadStatuses } from '../../../shared/upload.ts';
import { totals as sampleTotals } from '../../desktop/progress-samples.ts';
import { batchProgress, fileProgress } from '../file-progress.ts';

function stateWith(totals: Partial<Totals> | null, batches = [batchProgress()]): WindowState {
  const table = emptyTable(batches, totals === null ? null : sampleTotals(totals));
  const files = [
    fileProgress({ position: 1 }),
    fileProgress({ position: 2, status: 'failed' }),
    fileProgress({ position: 3, status: 'skipped' }),
  ];
  return { ...initialState(), list: listOverTable(emptyList(), writeFiles(table, files).table) };
}

describe('selectors', () => {
  it('count what each filter shows', () => {
    const state = stateWith({});
    const counts = (['all', 'active', 'waiting', 'failed', 'done'] as const).map((filter) => countOfFilter(filter)(state));
    expect(counts).toEqual([3, 0, 1, 1, 1]);
  });

  it('return the same reference for the same state, so that nothing is drawn in vain', () => {
    const state = stateWith(null);
    expect(heldOf(state)).toBe(heldOf(state));
    expect(fileOf('upload-1' as UploadId)(state)).toBe(fileOf('upload-1' as UploadId)(state));
  });

  it('know what lets a file wait: a state of this computer that pauses, where the file waits for nobody', () => {
    const condition = { reason: 'metered', effect: 'pause' } as const;
    const queued = fileProgress({ position: 1, status: 'queued' });
    expect(holdingConditionOf(queued)(stateWith({ condition }))).toEqual(condition);
    expect(holdingConditionOf(queued)(stateWith({ condition: { ...condition, effect: 'slow' } }))).toBeNull();
    expect(holdingConditionOf({ ...queued, conflict: 'asks' })(stateWith({ condition }))).toBeNull();
    expect(holdingConditionOf({ ...queued, status: 'paused' })(stateWith({ condition }))).toBeNull();
    expect(holdingConditionOf(queued)(stateWith({}))).toBeNull();
  });

  it('know what the controls of the toolbar would touch', () => {
    expect(canPauseAny(stateWith(null))).toBe(false);
    expect(canPauseAny(stateWith({ queued: 1 }))).toBe(true);
    expect(canPauseAny(stateWith({ paused: 1 }))).toBe(false);
    expect(canResumeAny(stateWith({ paused: 1 }))).toBe(true);
    expect(canResumeAny(stateWith({ waiting: 1 }))).toBe(true);
    expect(canResumeAny(stateWith({ active: 1, queued: 3 }))).toBe(false);
    expect(canRetryAny(stateWith({}))).toBe(true);
    expect(canRetryAny(initialState())).toBe(false);
  });

  it('take a queue for empty only when it has neither files nor batches', () => {
    expect(isQueueEmpty(initialState())).toBe(true);
    expect(isQueueEmpty({ ...initialState(), list: { ...emptyList(), table: emptyTable([batchProgress()]) } })).toBe(false);
  });

  it('show the batches under way, the newest first, and the receipt of the one that settled last', () => {
    const batch = (batchId: string, createdAt: number, settledAt: number | null) =>
      batchProgress({ batchId: batchId as BatchId, createdAt, settledAt });
    const state = stateWith({}, [batch('a', 1, null), batch('b', 2, 9), batch('c', 3, null), batch('d', 4, 7)]);
    expect(openBatchKey(state)).toBe('c a');
    expect(receiptBatchId(state)).toBe('b');
    expect(receiptBatchId(stateWith({}, []))).toBeNull();
  });

  it('name the batches that wait for a decision, the oldest first', () => {
    const decided = { overwrite: 0, skip: 0, rename: 0 };
    const at = (batchId: string, createdAt: number, asked: number, looking: number) =>
      batchProgress({ batchId: batchId as BatchId, createdAt, conflicts: { asked, looking, decided } });
    const state = stateWith({}, [at('young', 3, 1, 0), at('old', 1, 2, 0), at('looking', 2, 1, 1), at('decided', 4, 0, 0)]);
    expect(undecidedBatchKey(state)).toBe('old young');
    expect(undecidedBatchKey(stateWith({}))).toBe('');
  });
});

describe('controlsFor', () => {
  it('offers at most one way on, and never a control to what is over for good', () => {
    for (const status of uploadStatuses) {
      const controls = controlsFor(status);
      expect(controls.includes('pause') && controls.includes('resume')).toBe(false);
    }
    expect(controlsFor('completed')).toEqual([]);
    expect(controlsFor('failed')).toEqual(['retry', 'cancel']);
    expect(controlsFor('paused')).toEqual(['resume', 'cancel']);
  });
});
