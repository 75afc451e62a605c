import { z } from 'zod';
import { addressSchema, destinationIdSchema, secretSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const testAddress: RequestHandler<'testAddress'> = {
  schema: z.strictObject({
    url: addressSchema,
    secret: secretSchema.exactOptional(),
    destinationId: destinationIdSchema.exactOptional(),
  }),
  handle: ({ engine }, { url, secret = {}, destinationId = null }) => engine.destinations.testAddress(url, secret, destinationId),
};
