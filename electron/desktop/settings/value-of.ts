import type { SettingName, Settings } from '../../../shared/settings.ts';

/** What one setting is. */
export function valueOf(settings: Settings, name: SettingName): unknown {
  const [section = '', field = ''] = name.split('.');
  const fields: unknown = Reflect.get(settings, section);
  return typeof fields === 'object' && fields !== null ? Reflect.get(fields, field) : undefined;
}
