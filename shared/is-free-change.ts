import { settingFreedoms } from './free-settings.ts';
import type { SettingName, SettingsChange } from './settings.ts';

/** Whether a page may make the whole change by itself. What has no name of ours is not free. */
export function isFreeChange(change: SettingsChange): boolean {
  return Object.entries(change).every(([section, fields]) =>
    Object.entries(fields).every(([field, value]) => {
      const name = `${section}.${field}`;
      return isSettingName(name) && isFreeValue(name, value);
    }),
  );
}

/** Whether a page may give a setting that value by itself. */
export function isFreeValue(name: SettingName, value: unknown): boolean {
  const freedom = settingFreedoms[name];
  return typeof freedom === 'function' ? freedom(value) : freedom === 'free';
}

function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settingFreedoms, name);
}
