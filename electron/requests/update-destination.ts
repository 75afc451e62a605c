import { z } from 'zod';
import { addressSchema, destinationIdSchema, lineSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const updateDestination: RequestHandler<'updateDestination'> = {
  schema: z.strictObject({
    destinationId: destinationIdSchema,
    name: lineSchema(200).exactOptional(),
    url: addressSchema.exactOptional(),
  }),
  handle: ({ engine }, { destinationId, ...changes }) => engine.destinations.update(destinationId, changes),
};
