import { beforeEach, expect, test } from 'vitest';
import { createQueueSink } from '../../../renderer/store/queue-sink.ts';
import { openSettings } from '../../../renderer/store/settings-actions.ts';
import { windowStore } from '../../../renderer/store/store.ts';
import { initialState } from '../../../renderer/store/window-state.ts';
import type { ChangeBatch } from '../../../shared/progress.ts';
import { totals as sampleTotals } from '../../desktop/progress-samples.ts';

const changes: ChangeBatch = {
  ...{ sequence: 1, uploads: [], batches: [], totals: sampleTotals(), removedBatchIds: [], settingsRevision: 0, opensSettings: false },
};
beforeEach(() => windowStore.setState(initialState(), true));

test('the menu opens the settings and the watched folders', () => {
  const sink = createQueueSink();
  sink.heedWishes({ ...changes, opensSettings: true });
  expect(windowStore.getState().dialog?.kind).toBe('settings');
  windowStore.setState({ dialog: null });
  sink.heedWishes({ ...changes, opensWatchedFolders: true });
  expect(windowStore.getState().dialog?.kind).toBe('watched-folders');
});

test('a dialog that is open keeps its place, with what is typed in it', () => {
  const sink = createQueueSink();
  openSettings('network');
  sink.heedWishes({ ...changes, opensSettings: true });
  sink.heedWishes({ ...changes, opensWatchedFolders: true });
  expect(windowStore.getState().dialog).toEqual({ kind: 'settings', page: 'network' });
});
