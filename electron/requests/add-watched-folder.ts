import { z } from 'zod';
import { destinationIdSchema, pathSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';
import { watchRulesSchema } from './watch-rules-schema.ts';

export const addWatchedFolder: RequestHandler<'addWatchedFolder'> = {
  schema: z.strictObject({
    path: pathSchema,
    destinationId: destinationIdSchema,
    rules: watchRulesSchema,
    afterwards: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('leave') }),
      z.strictObject({ kind: z.literal('move'), folder: pathSchema }),
      z.strictObject({ kind: z.literal('trash') }),
    ]),
  }),
  handle: ({ engine }, request) => engine.watchedFolders.add(request),
};
