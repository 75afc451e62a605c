import type { ChangeBatch } from '../../shared/progress.ts';
import type { WindowState } from './window-state.ts';

/** Whether a batch has come to a destination that this window has not heard of, as where the terminal added both. Asked before the changes are applied: it is news once. */
export function bringsUnknownDestination({ destinations, list }: WindowState, { batches }: Pick<ChangeBatch, 'batches'>): boolean {
  return batches.some(
    ({ batchId, destinationId }) =>
      !list.table.batches.some((known) => known.batchId === batchId) &&
      destinations?.some((known) => known.destinationId === destinationId) === false,
  );
}
