import { z } from 'zod';
import { watchIdSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const resumeWatchedFolder: RequestHandler<'resumeWatchedFolder'> = {
  schema: z.strictObject({ watchId: watchIdSchema }),
  handle: ({ engine }, { watchId }) => engine.watchedFolders.resume(watchId),
};
