import type { UpdateNotice } from '../../shared/update.ts';
import { engineClient } from '../engine-client.ts';
import { perform } from './actions.ts';
import { windowStore } from './store.ts';

export function takeUpdateNotice(updateNotice: UpdateNotice | null): void {
  const known = windowStore.getState().updateNotice;
  if (JSON.stringify(known) !== JSON.stringify(updateNotice)) windowStore.setState({ updateNotice });
}

/** Asked for once; later ones come with the changes. */
export async function loadUpdateNotice(): Promise<void> {
  takeUpdateNotice((await engineClient().request('getUpdateNotice', {})).notice);
}

export function restartForUpdate(): void {
  perform(
    engineClient()
      .request('restartForUpdate', {})
      .then(({ notice }) => takeUpdateNotice(notice)),
  );
}

/** Not now: what waited for the restart goes on. Also takes a note away. */
export function postponeUpdate(): void {
  perform(
    engineClient()
      .request('postponeUpdate', {})
      .then(({ notice }) => takeUpdateNotice(notice)),
  );
}
