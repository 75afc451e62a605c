import type { DestinationId, WatchId } from '../../shared/ids.ts';
import type { Afterwards, WatchedFolder, WatchRules } from '../../shared/watched-folder.ts';
import { engineClient } from '../engine-client.ts';
import { windowStore } from './store.ts';

export function openWatchedFolders(): void {
  windowStore.setState({ dialog: { kind: 'watched-folders' } });
}

/** Throws `ClientError`. */
export async function loadWatchedFolders(): Promise<readonly WatchedFolder[]> {
  const { folders } = await engineClient().request('listWatchedFolders', {});
  return folders;
}

/** A person chooses the folder in the system's dialog; null: they did not. Throws `ClientError`, for the form to show. */
export async function chooseWatchedFolder(
  destinationId: DestinationId,
  rules: Partial<WatchRules>,
  afterwards: Afterwards['kind'],
): Promise<WatchedFolder | null> {
  const { folder } = await engineClient().request('chooseWatchedFolder', { destinationId, rules, afterwards });
  return folder;
}

export interface WatchEdit {
  readonly destinationId?: DestinationId;
  readonly rules: Partial<WatchRules>;
  readonly afterwards?: Afterwards['kind'];
}

/** What is left out stays. A person says yes in a box of the system's to what takes files elsewhere; null: they did not. Throws `ClientError`, for the form to show. */
export async function editWatchedFolder(watchId: WatchId, edit: WatchEdit): Promise<WatchedFolder | null> {
  const { folder } = await engineClient().request('editWatchedFolder', { watchId, ...edit });
  return folder;
}

/** Throws `ClientError`. */
export async function setWatchOn(watchId: WatchId, isOn: boolean): Promise<void> {
  await engineClient().request(isOn ? 'resumeWatchedFolder' : 'pauseWatchedFolder', { watchId });
}

/** Throws `ClientError`. */
export async function removeWatchedFolder(watchId: WatchId): Promise<void> {
  await engineClient().request('removeWatchedFolder', { watchId });
}
