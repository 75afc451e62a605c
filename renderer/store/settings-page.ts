/** The pages of the settings, in the order of their list. */
export const settingsPages = ['transfers', 'bandwidth', 'network', 'after-queue', 'app', 'history', 'file'] as const;
export type SettingsPage = (typeof settingsPages)[number];
