import { z } from 'zod';
import { conflictPolicies } from '../../shared/upload.ts';
import { destinationIdSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const rememberConflict: RequestHandler<'rememberConflict'> = {
  schema: z.strictObject({ destinationId: destinationIdSchema, conflict: z.enum(conflictPolicies).nullable() }),
  handle: ({ engine }, { destinationId, conflict }) => engine.destinations.rememberConflict(destinationId, conflict),
};
