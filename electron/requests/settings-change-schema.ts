import { z } from 'zod';
import { defaultSettings } from '../../shared/default-settings.ts';
import type { SettingsChange } from '../../shared/settings.ts';

/** Only the shape: the settings are checked as a whole with the change in them, so that the answer says which one is wrong. */
const sectionSchema = z.record(z.string().max(64), z.unknown()).exactOptional();

/** Sections and fields of a change; an unknown section is refused here, an unknown field with the whole. */
export const settingsChangeSchema = z
  .strictObject(Object.fromEntries(Object.keys(defaultSettings).map((section) => [section, sectionSchema])))
  .transform((change) => change as SettingsChange);
