import { isFreeChange } from '../../shared/is-free-change.ts';
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

/**
 * Takes all of the change or nothing. Answers whether it holds; false: a person was asked and said no. Throws `ClientError`, for the field to show.
 */
export async function changeSettings(change: SettingsChange): Promise<boolean> {
  if (isFreeChange(change)) {
    take(await engineClient().request('changeSettings', { change }));
    return true;
  }
  const { isDone, view } = await engineClient().request('proposeSettings', { change });
  take(view);
  return isDone;
}

export function openSettings(page: SettingsPage = 'transfers'): void {
  windowStore.setState({ dialog: { kind: 'settings', page } });
}

/** In another language the window is made anew: it shall begin where the language was chosen. */
export function beginAtLanguage(): void {
  windowStore.setState({ dialog: { kind: 'settings', page: 'app', at: 'language' } });
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

/** Throws `ClientError`, for the list to show. */
export async function removeCertificate(fingerprint: string): Promise<void> {
  take(await engineClient().request('removeCertificate', { fingerprint }));
}

/** Opens the system's dialog; false: nothing was chosen, or a person said no. Throws `ClientError`, for the page to show. */
export async function chooseForSettings(
  request: 'chooseImport' | 'chooseExport' | 'chooseCertificates' | 'chooseProgram',
): Promise<boolean> {
  const { isDone } = await engineClient().request(request, {});
  if (isDone) await loadSettings();
  return isDone;
}
