import { z } from 'zod';
import type { RequestHandler } from './request-handler.ts';

export const importSettings: RequestHandler<'importSettings'> = {
  schema: z.strictObject({ text: z.string().max(5_000_000) }),
  handle: ({ settings }, { text }) => {
    settings.import(text);
    return settings.view();
  },
};
