import type { Destination } from '../../shared/destination.ts';
import type { DestinationId } from '../../shared/ids.ts';
import type { UnfinishedRemoval, UnfinishedRow } from '../../shared/unfinished.ts';
import { engineClient } from '../engine-client.ts';
import { windowStore } from './store.ts';

/** Few enough that the count moves while many are removed. */
const mostIdsAtOnce = 25;

export function openUnfinished({ destinationId, name }: Destination): void {
  windowStore.setState({ dialog: { kind: 'unfinished', destinationId, destinationName: name } });
}

/** The oldest first; null where the destination has no such thing. Throws `ClientError`. */
export async function loadUnfinished(destinationId: DestinationId): Promise<readonly UnfinishedRow[] | null> {
  const { uploads } = await engineClient().request('listUnfinished', { destinationId });
  return uploads;
}

/** Removes them some at a time and tells how many are through. Throws `ClientError`; those before it are gone then. */
export async function removeUnfinished(
  destinationId: DestinationId,
  unfinishedIds: readonly string[],
  onProgress: (done: number) => void,
): Promise<readonly UnfinishedRemoval[]> {
  const removals: UnfinishedRemoval[] = [];
  for (let start = 0; start < unfinishedIds.length; start += mostIdsAtOnce) {
    const some = unfinishedIds.slice(start, start + mostIdsAtOnce);
    const answer = await engineClient().request('removeUnfinished', { destinationId, unfinishedIds: some });
    removals.push(...answer.removals);
    onProgress(removals.length);
  }
  return removals;
}
