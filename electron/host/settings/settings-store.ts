import type { FSWatcher } from 'node:fs';
import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { changeSettings } from '../../../shared/change-settings.ts';
import { defaultSettings } from '../../../shared/default-settings.ts';
import type { PlainError } from '../../../shared/error-codes.ts';
import type { Settings, SettingsChange } from '../../../shared/settings.ts';
import type { AfterQueueCountdown, SettingsView } from '../../../shared/settings-view.ts';
import { UploadError } from '../../engine/errors/upload-error.ts';
import type { Clock, Log } from '../../engine/ports.ts';
import type { CheckedSettings } from '../../requests/check-settings.ts';
import { checkSettings } from '../../requests/check-settings.ts';
import type { KeptSettings } from '../../requests/kept-settings.ts';
import { writtenSettings } from '../../requests/written-settings.ts';
import { certificateFactsOf } from './certificate-facts-of.ts';
import type { ProxyPassword } from './proxy-password.ts';
import { checkedText, readSettingsFile, setAsideSettingsFile, writeSettingsFile } from './settings-file.ts';
import { wrongCertificate } from './wrong-certificate.ts';

/** An editor may write a file in several steps. */
const settleMs = 150;

export interface SettingsStoreOptions {
  readonly path: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly proxyPassword: ProxyPassword;
}

export interface SettingsStore extends KeptSettings {
  /** What is about to be done after the queue; null: nothing. */
  setCountdown(countdown: AfterQueueCountdown | null): void;
  /** What is to happen when a person stops the countdown. */
  onCancelAfterQueue(listener: () => void): void;
  /** Also follows what other programs write into the file, from now until its answer is called. */
  follow(): () => void;
}

/**
 * The settings of one data directory. A file that is wrong is left as it is: defaults hold, and the view says why. The first change after that sets it aside
 * under another name.
 */
export function createSettingsStore({ path, clock, log, proxyPassword }: SettingsStoreOptions): SettingsStore {
  const listeners = new Set<(settings: Settings) => void>();
  let settings = defaultSettings;
  let problem: PlainError | null = null;
  let knownText: string | null = null;
  let countdown: AfterQueueCountdown | null = null;
  let cancelCountdown = (): void => undefined;
  let revision = 0;
  load();

  /** Takes what the file says; a file that turned wrong while Gantry runs changes nothing but the notice. */
  function load(): void {
    const read = readSettingsFile(path);
    knownText = read.text;
    problem = read.ok ? null : read.error;
    if (read.ok) settings = read.settings;
    else log.write('warn', 'settings-refused', { setting: read.error.details.setting, reason: read.error.details.reason });
  }

  /** What another process wrote meanwhile holds, and is not written over. */
  function look(): void {
    const before = knownText;
    load();
    if (knownText !== before) tell();
  }

  function tell(): void {
    revision += 1;
    for (const listener of listeners) listener(settings);
  }

  function usable(checked: CheckedSettings): Settings {
    const wrong = checked.ok ? wrongCertificate(checked.settings) : checked.error;
    if (wrong !== null || !checked.ok) throw new UploadError('settings-invalid', { details: wrong?.details ?? {} });
    return checked.settings;
  }

  function keep(next: Settings): void {
    // A file that cannot be read at this moment may be a good one.
    if (problem?.details.reason === 'unreadable')
      throw new UploadError('not-possible-now', { details: { reason: 'The file with the settings cannot be read at this moment.' } });
    if (problem !== null) log.write('info', 'settings-set-aside', { path: setAsideSettingsFile(path, clock.now()) });
    knownText = writeSettingsFile(path, next);
    problem = null;
    settings = next;
    tell();
  }

  function withChange(change: SettingsChange): Settings {
    look();
    return usable(checkSettings(changeSettings(settings, change)));
  }

  function withImport(text: string): Settings {
    look();
    return usable(checkedText(text));
  }

  return {
    current: () => settings,
    view: (): SettingsView => ({
      revision,
      settings,
      problem,
      certificates: settings.network.certificateAuthorities.flatMap((pem) => certificateFactsOf(pem) ?? []),
      hasProxyPassword: proxyPassword.isKnown(),
      keeping: proxyPassword.keeping,
      countdown,
    }),
    update: (change) => keep(withChange(change)),
    import: (text) => keep(withImport(text)),
    withChange,
    withImport,
    export() {
      look();
      return writtenSettings(settings);
    },
    saveProxyPassword(password) {
      proxyPassword.save(password);
      tell();
    },
    cancelAfterQueue: () => cancelCountdown(),
    onCancelAfterQueue(listener) {
      cancelCountdown = listener;
    },
    setCountdown(next) {
      countdown = next;
      tell();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    follow() {
      let cancelTimer: (() => void) | null = null;
      const lookLater = (): void => {
        cancelTimer = null;
        look();
      };
      const watchFolder = (): FSWatcher | null => {
        try {
          return watch(dirname(path), { persistent: false }, (_event, name) => {
            if (name !== basename(path)) return;
            cancelTimer?.();
            cancelTimer = clock.setTimer(lookLater, settleMs);
          });
        } catch (error) {
          // The system has only so many watches and file handles; what was read holds.
          log.write('warn', 'settings-not-followed', { error });
          return null;
        }
      };
      const watcher = watchFolder();
      watcher?.on('error', (error) => log.write('warn', 'settings-not-followed', { error }));
      return () => {
        cancelTimer?.();
        watcher?.close();
      };
    },
  };
}
