import { z } from 'zod';
import { destinationIdSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const duplicateDestination: RequestHandler<'duplicateDestination'> = {
  schema: z.strictObject({ destinationId: destinationIdSchema }),
  handle: ({ engine }, { destinationId }) => engine.destinations.duplicate(destinationId),
};
