import { z } from 'zod';
import { batchIdSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

/** Nobody waits for more of them than a person reads at a time. */
const largestPage = 1_000;

export const listRefusals: RequestHandler<'listRefusals'> = {
  schema: z.strictObject({
    batchId: batchIdSchema,
    fromIndex: z.int().min(0).exactOptional(),
    limit: z.int().min(1).exactOptional(),
  }),
  handle: ({ engine }, { batchId, fromIndex = 0, limit = largestPage }) => {
    const most = Math.min(limit, largestPage);
    // One more than is given, which says whether there is more.
    const found = engine.listRefusals(batchId, fromIndex, most + 1);
    return { refusals: found.slice(0, most), nextIndex: found.length > most ? fromIndex + most : null };
  },
};
