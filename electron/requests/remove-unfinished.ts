import { z } from 'zod';
import { destinationIdSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

/** Ids are a server's words, and may hold the name of a file; what is not in its list is not asked of it. */
const unfinishedIdsSchema = z.array(z.string().min(1).max(10_000)).max(10_000);

export const removeUnfinished: RequestHandler<'removeUnfinished'> = {
  schema: z.strictObject({ destinationId: destinationIdSchema, unfinishedIds: unfinishedIdsSchema }),
  handle: async ({ engine }, { destinationId, unfinishedIds }) => ({
    removals: await engine.removeUnfinished(destinationId, unfinishedIds),
  }),
};
