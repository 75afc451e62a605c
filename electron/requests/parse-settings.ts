import { settingsVersion } from '../../shared/settings.ts';
import type { CheckedSettings } from './check-settings.ts';
import { checkSettings } from './check-settings.ts';

/** The settings in a text, such as an exported file: all of them, or the error `settings-invalid` that says why not. */
export function parseSettings(text: string): CheckedSettings {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const found = placeIn(error, text);
    return { ok: false, error: { code: 'settings-invalid', details: { reason: 'json', ...(found === null ? {} : { found }) } } };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return checkSettings(value);
  const { version, ...sections }: { readonly version?: unknown } = value;
  if (version !== settingsVersion) {
    const found = version === undefined ? 'none' : JSON.stringify(version).slice(0, 20);
    return { ok: false, error: { code: 'settings-invalid', details: { reason: 'version', expected: String(settingsVersion), found } } };
  }
  return checkSettings(sections);
}

/** Where JSON is broken, in words; null where it is not said. */
function placeIn(error: unknown, text: string): string | null {
  const place = error instanceof SyntaxError ? /at position (\d+)/.exec(error.message)?.[1] : undefined;
  return place === undefined ? null : `in line ${text.slice(0, Number(place)).split('\n').length}`;
}
