import type { Destination, ProbeAnswer } from '../../shared/destination.ts';
import type { DestinationId } from '../../shared/ids.ts';
import { engineClient } from '../engine-client.ts';
import { perform } from './actions.ts';
import { windowStore } from './store.ts';

export async function loadDestinations(): Promise<void> {
  const { destinations } = await engineClient().request('listDestinations', {});
  windowStore.setState({ destinations });
}

export function chooseDestination(destinationId: DestinationId): void {
  perform(engineClient().request('chooseDestination', { destinationId }).then(loadDestinations));
}

/** Saves a destination and makes it the one that new files go to. Throws `ClientError`, for the form to show. */
export async function addDestination(name: string, url: string): Promise<Destination> {
  const added = await engineClient().request('addDestination', { name, url });
  const chosen = await engineClient().request('chooseDestination', { destinationId: added.destinationId });
  await loadDestinations();
  return chosen;
}

export function removeDestination(destinationId: DestinationId): void {
  perform(engineClient().request('removeDestination', { destinationId }).then(loadDestinations));
}

/** Asks the destination whether it would take files. Throws `ClientError` where it could not be asked. */
export function testDestination(destinationId: DestinationId): Promise<ProbeAnswer> {
  return engineClient().request('testDestination', { destinationId });
}

export function openDestinations(): void {
  windowStore.setState({ dialog: { kind: 'destinations' } });
}

export function closeDialog(): void {
  windowStore.setState({ dialog: null });
}
