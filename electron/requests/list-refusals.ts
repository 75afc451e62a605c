import { z } from 'zod';
import { batchIdSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const listRefusals: RequestHandler<'listRefusals'> = {
  schema: z.strictObject({
    batchId: batchIdSchema,
    fromIndex: z.int().min(0).exactOptional(),
    limit: z.int().min(1).exactOptional(),
  }),
  handle: ({ engine }, { batchId, fromIndex = 0, limit = Number.POSITIVE_INFINITY }) => {
    const all = engine.listRefusals(batchId);
    const refusals = all.slice(fromIndex, fromIndex + limit);
    const nextIndex = fromIndex + refusals.length;
    return { refusals, nextIndex: nextIndex < all.length ? nextIndex : null };
  },
};
