import { z } from 'zod';
import { destinationIdSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const trustHostKey: RequestHandler<'trustHostKey'> = {
  schema: z.strictObject({ destinationId: destinationIdSchema, fingerprint: z.string().max(200).nullable() }),
  handle: ({ engine }, { destinationId, fingerprint }) => engine.trustHostKey(destinationId, fingerprint),
};
