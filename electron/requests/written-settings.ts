import type { Settings } from '../../shared/settings.ts';
import { settingsVersion } from '../../shared/settings.ts';

/** The text of an exported file, which `parseSettings` reads. */
export function writtenSettings(settings: Settings): string {
  return `${JSON.stringify({ version: settingsVersion, ...settings }, null, 2)}\n`;
}
