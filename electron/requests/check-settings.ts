import type { z } from 'zod';
import { defaultSettings } from '../../shared/default-settings.ts';
import type { PlainError } from '../../shared/error-codes.ts';
import type { SettingName, Settings } from '../../shared/settings.ts';
import { settingExpectations } from '../../shared/text/setting-expectations.ts';
import { settingsSchema } from './settings-schema.ts';

export type CheckedSettings = { readonly ok: true; readonly settings: Settings } | { readonly ok: false; readonly error: PlainError };

const longestShown = 60;
/** What may be a secret in itself, or have one in it, is not repeated. */
const unrepeated: readonly string[] = ['network.proxyUrl', 'network.proxyUser', 'network.pacUrl', 'afterQueue.webhookUrl'];

/**
 * Checks settings as a whole. What is left out is as it is by default; what is unknown is refused. The error `settings-invalid` names the first setting that
 * is wrong, what it takes, and what stands there.
 */
export function checkSettings(value: unknown): CheckedSettings {
  if (!isPlainObject(value)) return wrong({ reason: 'json' });
  const checked = settingsSchema.safeParse(withDefaults(value));
  if (checked.success) return { ok: true, settings: checked.data };
  const [issue] = checked.error.issues;
  return issue === undefined ? wrong({ reason: 'json' }) : wrong(detailsOf(issue, value));
}

function detailsOf(issue: z.core.$ZodIssue, value: Readonly<Record<string, unknown>>): PlainError['details'] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    return { reason: 'unknown', setting: [...path, issue.keys[0] ?? ''].join('.').slice(0, longestShown) };
  const [section = '', field = ''] = path;
  const name = `${section}.${field}`;
  // A section that is no object.
  if (!isSettingName(name)) return { setting: section, expected: 'an object with settings', found: shown(valueAt(value, path)) };
  const found = unrepeated.includes(name) && typeof valueAt(value, path) === 'string' ? 'something else' : shown(valueAt(value, path));
  return { setting: path.join('.'), expected: settingExpectations[name], found };
}

function withDefaults(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const sections = Object.entries(defaultSettings).map(([section, defaults]): [string, unknown] => {
    const given = value[section];
    if (given === undefined) return [section, defaults];
    return [section, isPlainObject(given) ? { ...defaults, ...given } : given];
  });
  return { ...value, ...Object.fromEntries(sections) };
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = Reflect.get(current, key);
  }
  return current;
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settingExpectations, name);
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(details: PlainError['details']): CheckedSettings {
  return { ok: false, error: { code: 'settings-invalid', details } };
}
