import { z } from 'zod';
import { destinationIdSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const listUnfinished: RequestHandler<'listUnfinished'> = {
  schema: z.strictObject({ destinationId: destinationIdSchema }),
  handle: async ({ engine }, { destinationId }) => ({ uploads: await engine.listUnfinished(destinationId) }),
};
