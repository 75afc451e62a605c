import type { SettingName, Settings } from '../../../shared/settings.ts';

/** What one setting is. */
export function settingIn(settings: Settings, name: SettingName): unknown {
  const [section = '', field = ''] = name.split('.');
  const fields: unknown = Reflect.get(settings, section);
  return typeof fields === 'object' && fields !== null ? Reflect.get(fields, field) : undefined;
}
