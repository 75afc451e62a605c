import { settingFreedoms } from '../../../shared/free-settings.ts';
import { isFreeValue } from '../../../shared/is-free-change.ts';
import type { SettingName, Settings } from '../../../shared/settings.ts';
import { settingIn } from './setting-in.ts';

/** The settings that would be others than before, and that only a person may let be so. */
export function askedChanges(before: Settings, after: Settings): readonly SettingName[] {
  const names = Object.keys(settingFreedoms) as SettingName[];
  return names.filter((name) => {
    const value = settingIn(after, name);
    return JSON.stringify(value) !== JSON.stringify(settingIn(before, name)) && !isFreeValue(name, value);
  });
}
