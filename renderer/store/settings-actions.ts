import type { SettingsChange } from '../../shared/settings.ts';
import type { SettingsView } from '../../shared/settings-view.ts';
import { engineClient } from '../engine-client.ts';
import { perform } from './actions.ts';
import type { SettingsPage } from './settings-page.ts';
import { windowStore } from './store.ts';

/** A later answer may come before an earlier one; the later revision counts. */
function take(view: SettingsView): void {
  windowStore.setState(({ settings }) => (settings === null || view.revision >= settings.revision ? { settings: view } : {}));
}

export async function loadSettings(): Promise<void> {
  take(await engineClient().request('getSettings', {}));
}

/** Takes all of the change or nothing. Throws `ClientError`, for the field to show. */
export async function changeSettings(change: SettingsChange): Promise<void> {
  take(await engineClient().request('updateSettings', { change }));
}

export function openSettings(page: SettingsPage = 'general'): void {
  windowStore.setState({ dialog: { kind: 'settings', page } });
}

/** What a person chose elsewhere asks for no form: it holds, or a notice says why not. */
export function switchSlowLimit(isTurtleOn: boolean): void {
  perform(changeSettings({ bandwidth: { isTurtleOn } }));
}

export function cancelAfterQueue(): void {
  perform(engineClient().request('cancelAfterQueue', {}).then(take));
}

/** Throws `ClientError`, for the field to show. */
export async function saveProxyPassword(password: string): Promise<void> {
  take(await engineClient().request('saveProxyPassword', { password }));
}

/** Opens the system's dialog; false: nothing was chosen. Throws `ClientError`, for the page to show. */
export async function chooseSettingsFile(request: 'chooseImport' | 'chooseExport' | 'chooseCertificates'): Promise<boolean> {
  const { isDone } = await engineClient().request(request, {});
  if (isDone) await loadSettings();
  return isDone;
}
