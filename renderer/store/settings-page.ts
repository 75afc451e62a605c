/** The pages of the settings, in the order of their list. */
export const settingsPages = [
  'transfers',
  'bandwidth',
  'network',
  'conditions',
  'after-queue',
  'notifications',
  'app',
  'updates',
  'history',
  'file',
] as const;
export type SettingsPage = (typeof settingsPages)[number];
