import { z } from 'zod';
import { afterwardsSchema } from './afterwards-schema.ts';
import { destinationIdSchema, pathSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';
import { watchRulesSchema } from './watch-rules-schema.ts';

export const addWatchedFolder: RequestHandler<'addWatchedFolder'> = {
  schema: z.strictObject({
    path: pathSchema,
    destinationId: destinationIdSchema,
    rules: watchRulesSchema,
    afterwards: afterwardsSchema,
  }),
  handle: ({ engine }, request) => engine.watchedFolders.add(request),
};
