import { z } from 'zod';
import { batchIdSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const listRefusals: RequestHandler<'listRefusals'> = {
  schema: z.strictObject({ batchId: batchIdSchema }),
  handle: ({ engine }, { batchId }) => ({ refusals: engine.listRefusals(batchId) }),
};
