import { z } from 'zod';
import { addressSchema, lineSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const addDestination: RequestHandler<'addDestination'> = {
  schema: z.strictObject({ name: lineSchema(200), url: addressSchema }),
  handle: ({ engine }, { name, url }) => engine.destinations.add({ name, url, isSaved: true }),
};
