import { z } from 'zod';
import { destinationIdSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const removeSecret: RequestHandler<'removeSecret'> = {
  schema: z.strictObject({ destinationId: destinationIdSchema }),
  handle: ({ engine }, { destinationId }) => engine.destinations.removeSecret(destinationId),
};
