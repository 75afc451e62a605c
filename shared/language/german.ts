import { germanSettings } from './german/german-settings.ts';
import { germanStates } from './german/german-states.ts';
import { germanWatch } from './german/german-watch.ts';

/**
 * Every text in German, as a person is addressed formally. One file for each part of the app, so that a text is found beside its neighbours; one that several
 * parts share stands in one of them.
 *
 * Words that are always the same: batch Stapel, destination Ziel, queue Warteschlange, file Datei, folder Ordner, pause anhalten, resume fortsetzen, retry
 * wiederholen, cancel abbrechen, skip überspringen, verified bestätigt, watched folder überwachter Ordner, sign-in Anmeldung, host key Hostschlüssel, slow limit
 * Langsam-Limit, limit Limit, tray Infobereich, settings Einstellungen.
 */
export const german = {
  ...germanSettings,
  ...germanStates,
  ...germanWatch,
};
