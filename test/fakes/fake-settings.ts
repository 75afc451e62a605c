import type { KeptSettings } from '../../electron/requests/kept-settings.ts';
import { changeSettings } from '../../shared/change-settings.ts';
import { defaultSettings } from '../../shared/default-settings.ts';
import type { SettingsChange } from '../../shared/settings.ts';

/** Settings that nobody keeps: the defaults, with a change in them. */
export function fakeSettings(change: SettingsChange = {}): KeptSettings {
  const settings = changeSettings(defaultSettings, change);
  return {
    current: () => settings,
    view: () => ({
      revision: 0,
      settings,
      problem: null,
      certificates: [],
      hasProxyPassword: false,
      keeping: 'environment',
      countdown: null,
    }),
    update: () => undefined,
    import: () => undefined,
    withChange: (next) => changeSettings(settings, next),
    withImport: () => settings,
    export: () => '',
    saveProxyPassword: () => undefined,
    cancelAfterQueue: () => undefined,
    onChange: () => () => undefined,
  };
}
