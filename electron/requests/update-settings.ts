import { z } from 'zod';
import type { SettingsChange } from '../../shared/settings.ts';
import type { RequestHandler } from './request-handler.ts';

/** Only the shape: the settings are checked as a whole with the change in them, so that the answer says which one is wrong. */
const sectionSchema = z.record(z.string().max(64), z.unknown());

const changeSchema = z.strictObject({
  transfers: sectionSchema.exactOptional(),
  bandwidth: sectionSchema.exactOptional(),
  network: sectionSchema.exactOptional(),
  afterQueue: sectionSchema.exactOptional(),
  notifications: sectionSchema.exactOptional(),
  app: sectionSchema.exactOptional(),
  history: sectionSchema.exactOptional(),
});

export const updateSettings: RequestHandler<'updateSettings'> = {
  schema: z.strictObject({ change: changeSchema.transform((change) => change as SettingsChange) }),
  handle: ({ settings }, { change }) => {
    settings.update(change);
    return settings.view();
  },
};
