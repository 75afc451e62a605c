import { z } from 'zod';
import { destinationIdSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const removeDestination: RequestHandler<'removeDestination'> = {
  schema: z.strictObject({ destinationId: destinationIdSchema }),
  async handle({ engine }, { destinationId }) {
    await engine.destinations.remove(destinationId);
    return { affected: 1 };
  },
};
