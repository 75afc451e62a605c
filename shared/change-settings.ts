import type { Settings, SettingsChange } from './settings.ts';

/** The settings with a change in them. */
export function changeSettings(settings: Settings, change: SettingsChange): Settings {
  return {
    transfers: { ...settings.transfers, ...change.transfers },
    bandwidth: { ...settings.bandwidth, ...change.bandwidth },
    network: { ...settings.network, ...change.network },
    conditions: { ...settings.conditions, ...change.conditions },
    afterQueue: { ...settings.afterQueue, ...change.afterQueue },
    notifications: { ...settings.notifications, ...change.notifications },
    app: { ...settings.app, ...change.app },
    updates: { ...settings.updates, ...change.updates },
    history: { ...settings.history, ...change.history },
  };
}
