import type { QueueSink } from '../follow-queue.ts';
import { perform } from './actions.ts';
import { applyChanges, writeFiles } from './apply-changes.ts';
import { bringsUnknownDestination } from './brings-unknown-destination.ts';
import { loadDestinations } from './destination-actions.ts';
import { listAfterChanges, listOverTable } from './list-state.ts';
import { emptyTable } from './queue-table.ts';
import { loadSettings, openSettings } from './settings-actions.ts';
import { showBatch } from './show-batch.ts';
import { windowStore } from './store.ts';
import { takeUpdateNotice } from './update-actions.ts';
import { openWatchedFolders } from './watch-actions.ts';

/** Writes the mirror into the store: the first list as it comes, page by page; a later one at once when it is whole. */
export function createQueueSink(): QueueSink {
  let loading = emptyTable();
  return {
    begin(overview) {
      loading = emptyTable(overview.batches, overview.totals);
      showFirst();
    },
    addPage(uploads) {
      loading = writeFiles(loading, uploads).table;
      showFirst();
    },
    finish() {
      windowStore.setState((state) => ({ isLoaded: true, list: listOverTable(state.list, loading) }));
    },
    applyChanges(changes) {
      if (changes.settingsRevision !== (windowStore.getState().settings?.revision ?? 0)) perform(loadSettings());
      if (bringsUnknownDestination(windowStore.getState(), changes)) perform(loadDestinations());
      windowStore.setState((state) => ({ list: listAfterChanges(state.list, applyChanges(state.list.table, changes)) }));
      if (changes.updateNotice !== undefined) takeUpdateNotice(changes.updateNotice);
    },
    heedWishes({ opensSettings, opensWatchedFolders, showsBatchId }) {
      // A dialog that is open may hold a form half filled in: that stays.
      const isFree = windowStore.getState().dialog === null;
      if (isFree && opensSettings) openSettings();
      else if (isFree && opensWatchedFolders === true) openWatchedFolders();
      if (showsBatchId !== undefined) showBatch(showsBatchId);
    },
  };

  function showFirst(): void {
    windowStore.setState((state) => (state.isLoaded ? state : { list: listOverTable(state.list, loading) }));
  }
}
