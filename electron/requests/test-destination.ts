import { z } from 'zod';
import { destinationIdSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const testDestination: RequestHandler<'testDestination'> = {
  schema: z.strictObject({ destinationId: destinationIdSchema }),
  handle: ({ engine }, { destinationId }) => engine.destinations.test(destinationId),
};
