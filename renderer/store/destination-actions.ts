import type { Destination, ProbeAnswer } from '../../shared/destination.ts';
import type { DestinationSecret } from '../../shared/destination-secret.ts';
import type { TrustedPlace } from '../../shared/host-key-change.ts';
import type { BatchId, DestinationId } from '../../shared/ids.ts';
import { engineClient } from '../engine-client.ts';
import { perform } from './actions.ts';
import { askOnceKnown } from './ask-once-known.ts';
import type { DestinationsPage } from './destinations-page.ts';
import { windowStore } from './store.ts';

export async function loadDestinations(): Promise<void> {
  const { destinations, keeping } = await engineClient().request('listDestinations', {});
  windowStore.setState({ destinations, keeping });
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

/** Another name or address. Throws `ClientError`, for the form to show. */
export async function updateDestination(destinationId: DestinationId, name: string, url: string): Promise<void> {
  await engineClient().request('updateDestination', { destinationId, name, url });
  await loadDestinations();
}

/** Throws `ClientError`, for the form to show. */
export async function saveSecret(destinationId: DestinationId, secret: DestinationSecret): Promise<void> {
  await engineClient().request('saveSecret', { destinationId, secret });
  await loadDestinations();
}

export function forgetSecret(destinationId: DestinationId): void {
  perform(engineClient().request('removeSecret', { destinationId }).then(loadDestinations));
}

export function duplicateDestination(destinationId: DestinationId): void {
  perform(engineClient().request('duplicateDestination', { destinationId }).then(loadDestinations));
}

export function removeDestination(destinationId: DestinationId): void {
  perform(engineClient().request('removeDestination', { destinationId }).then(loadDestinations));
}

/** Asks the destination whether it would take files. Throws `ClientError` where it could not be asked. */
export function testDestination(destinationId: DestinationId): Promise<ProbeAnswer> {
  return engineClient().request('testDestination', { destinationId });
}

/** Asks what is typed in and not saved yet; `like`: the destination that it would change. Throws `ClientError` where it could not be asked. */
export function testAddress(url: string, secret: DestinationSecret, like: DestinationId | null): Promise<ProbeAnswer> {
  return engineClient().request('testAddress', { url, secret, ...(like === null ? {} : { destinationId: like }) });
}

/** Sends what of a batch has not arrived elsewhere. */
export function moveBatch(batchId: BatchId, destinationId: DestinationId): void {
  perform(
    engineClient()
      .request('moveBatch', { batchId, destinationId })
      .then((moved) => askOnceKnown(moved.batchId)),
  );
}

/** Has a person asked whether the host key of that fingerprint is trusted; false: it is not. Throws `ClientError`, for the dialog to show. */
export async function trustShownKey(of: TrustedPlace, fingerprint: string): Promise<boolean> {
  const { isDone } = await engineClient().request('trustShownKey', { of, fingerprint });
  return isDone;
}

export function openDestinations(): void {
  openDestinationsAt({ kind: 'list' });
}

export function openDestinationsAt(page: DestinationsPage): void {
  windowStore.setState({ dialog: { kind: 'destinations', page } });
}

export function closeDialog(): void {
  windowStore.setState({ dialog: null });
}
