import { z } from 'zod';
import { uploadStatuses } from '../../shared/upload.ts';
import { batchIdSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

/** More may be asked for and less is given: the engine knows what would be felt as a stutter. */
const largestPage = 10_000;

export const listUploads: RequestHandler<'listUploads'> = {
  schema: z.strictObject({
    fromPosition: z.int().min(0),
    limit: z.int().min(1).max(largestPage),
    batchId: batchIdSchema.exactOptional(),
    status: z.enum(uploadStatuses).exactOptional(),
  }),
  handle: ({ engine }, args) => engine.listUploads(args),
};
