import { z } from 'zod';
import { destinationIdSchema, secretSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const saveSecret: RequestHandler<'saveSecret'> = {
  schema: z.strictObject({ destinationId: destinationIdSchema, secret: secretSchema }),
  handle: ({ engine }, { destinationId, secret }) => engine.destinations.saveSecret(destinationId, secret),
};
