/** The pages of the settings, in the order of their list. */
export const settingsPages = ['general', 'transfers', 'speed', 'network', 'conditions', 'after-queue', 'notifications', 'file'] as const;
export type SettingsPage = (typeof settingsPages)[number];
