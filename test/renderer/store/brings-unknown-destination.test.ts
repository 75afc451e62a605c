import { expect, it } from 'vitest';
import { bringsUnknownDestination } from '../../../renderer/store/brings-unknown-destination.ts';
import { emptyList, listOverTable } from '../../../renderer/store/list-state.ts';
import { emptyTable } from '../../../renderer/store/queue-table.ts';
import type { WindowState } from '../../../renderer/store/window-state.ts';
import { initialState } from '../../../renderer/store/window-state.ts';
import type { Destination } from '../../../shared/destination.ts';
import type { BatchId, DestinationId } from '../../../shared/ids.ts';
import { batchProgress } from '../file-progress.ts';

const batch = batchProgress({ batchId: 'batch-1' as BatchId, destinationId: 'new' as DestinationId });
const knows = (...ids: readonly string[]): WindowState => ({
  ...initialState(),
  destinations: ids.map((destinationId) => ({ destinationId }) as Destination),
});

it('tells of a destination that somebody else added with a batch, and of each batch once', () => {
  expect(bringsUnknownDestination(knows('old'), { batches: [batch] })).toBe(true);
  expect(bringsUnknownDestination(knows('old', 'new'), { batches: [batch] })).toBe(false);
  const known = { ...knows('old'), list: listOverTable(emptyList(), emptyTable([batch])) };
  expect(bringsUnknownDestination(known, { batches: [batch] })).toBe(false);
  // They are being asked for.
  expect(bringsUnknownDestination(initialState(), { batches: [batch] })).toBe(false);
});
