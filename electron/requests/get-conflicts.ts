import { z } from 'zod';
import { batchIdSchema, relativePathSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

const largestPage = 5_000;
const usualPage = 500;

export const getConflicts: RequestHandler<'getConflicts'> = {
  schema: z.strictObject({
    batchId: batchIdSchema,
    folder: relativePathSchema.exactOptional(),
    fromIndex: z.int().min(0).exactOptional(),
    limit: z.int().min(1).max(largestPage).exactOptional(),
  }),
  handle: ({ engine }, { batchId, folder = '', fromIndex = 0, limit = usualPage }) =>
    engine.listConflicts({ batchId, folder, fromIndex, limit }),
};
