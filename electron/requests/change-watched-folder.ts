import { z } from 'zod';
import { afterwardsSchema } from './afterwards-schema.ts';
import { destinationIdSchema, watchIdSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';
import { watchRulesSchema } from './watch-rules-schema.ts';

export const changeWatchedFolder: RequestHandler<'changeWatchedFolder'> = {
  schema: z.strictObject({
    watchId: watchIdSchema,
    destinationId: destinationIdSchema.exactOptional(),
    rules: watchRulesSchema,
    afterwards: afterwardsSchema.exactOptional(),
  }),
  handle: ({ engine }, { watchId, ...change }) => engine.watchedFolders.change(watchId, change),
};
