import { germanBandwidth } from './german/german-bandwidth.ts';
import { germanBatches } from './german/german-batches.ts';
import { germanConflictWords } from './german/german-conflict-words.ts';
import { germanDesktop } from './german/german-desktop.ts';
import { germanDestinationErrors } from './german/german-destination-errors.ts';
import { germanDestinationWords } from './german/german-destination-words.ts';
import { germanDestinations } from './german/german-destinations.ts';
import { germanErrorReasons } from './german/german-error-reasons.ts';
import { germanFiles } from './german/german-files.ts';
import { germanImportNotes } from './german/german-import-notes.ts';
import { germanNetworkErrors } from './german/german-network-errors.ts';
import { germanOwnErrors } from './german/german-own-errors.ts';
import { germanQuestions } from './german/german-questions.ts';
import { germanQueueWords } from './german/german-queue-words.ts';
import { germanRefusalReasons } from './german/german-refusal-reasons.ts';
import { germanSettings } from './german/german-settings.ts';
import { germanSettingsErrors } from './german/german-settings-errors.ts';
import { germanStates } from './german/german-states.ts';
import { germanStatus } from './german/german-status.ts';
import { germanTrust } from './german/german-trust.ts';
import { germanTrustErrors } from './german/german-trust-errors.ts';
import { germanUpdateWords } from './german/german-update-words.ts';
import { germanWatch } from './german/german-watch.ts';
import { germanWatchWords } from './german/german-watch-words.ts';
import { germanWindow } from './german/german-window.ts';

/**
 * Every text in German, as a person is addressed formally. One file for each part of the app, so that a text is found beside its neighbours; one that several
 * parts share stands in one of them.
 *
 * Words that are always the same: batch Stapel, destination Ziel, queue Warteschlange, file Datei, folder Ordner, pause anhalten, resume fortsetzen, retry
 * wiederholen, cancel abbrechen, skip überspringen, verified bestätigt, watched folder überwachter Ordner, sign-in Anmeldung, host key Hostschlüssel, slow limit
 * Langsam-Limit, limit Limit, tray Infobereich, settings Einstellungen.
 */
export const german = {
  ...germanBandwidth,
  ...germanBatches,
  ...germanConflictWords,
  ...germanDesktop,
  ...germanDestinationErrors,
  ...germanDestinationWords,
  ...germanDestinations,
  ...germanErrorReasons,
  ...germanFiles,
  ...germanImportNotes,
  ...germanNetworkErrors,
  ...germanOwnErrors,
  ...germanQuestions,
  ...germanQueueWords,
  ...germanRefusalReasons,
  ...germanSettings,
  ...germanSettingsErrors,
  ...germanStates,
  ...germanStatus,
  ...germanTrust,
  ...germanTrustErrors,
  ...germanUpdateWords,
  ...germanWatch,
  ...germanWatchWords,
  ...germanWindow,
};
