import { z } from 'zod';
import type { RequestHandler } from './request-handler.ts';
import { settingsChangeSchema } from './settings-change-schema.ts';

export const updateSettings: RequestHandler<'updateSettings'> = {
  schema: z.strictObject({ change: settingsChangeSchema }),
  handle: ({ settings }, { change }) => {
    settings.update(change);
    return settings.view();
  },
};
