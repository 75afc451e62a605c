import { z } from 'zod';
import { batchIdSchema, destinationIdSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const moveBatch: RequestHandler<'moveBatch'> = {
  schema: z.strictObject({ batchId: batchIdSchema, destinationId: destinationIdSchema }),
  handle: ({ engine }, { batchId, destinationId }) => engine.moveBatch(batchId, destinationId),
};
