import { z } from 'zod';
import { watchIdSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const removeWatchedFolder: RequestHandler<'removeWatchedFolder'> = {
  schema: z.strictObject({ watchId: watchIdSchema }),
  async handle({ engine }, { watchId }) {
    await engine.watchedFolders.remove(watchId);
    return { affected: 1 };
  },
};
