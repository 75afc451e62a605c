import { z } from 'zod';
import type { RequestHandler } from './request-handler.ts';

export const saveProxyPassword: RequestHandler<'saveProxyPassword'> = {
  schema: z.strictObject({
    password: z
      .string()
      .max(16_384)
      .regex(/^\P{Cc}*$/u, 'contains control characters'),
  }),
  handle: ({ settings }, { password }) => {
    settings.saveProxyPassword(password);
    return settings.view();
  },
};
