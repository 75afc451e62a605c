import { z } from 'zod';
import { conflictPolicies } from '../../shared/upload.ts';
import { destinationIdSchema, pathsSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const addPaths: RequestHandler<'addPaths'> = {
  schema: z.strictObject({
    paths: pathsSchema,
    destinationId: destinationIdSchema.exactOptional(),
    conflict: z.enum(conflictPolicies).exactOptional(),
  }),
  handle: ({ engine }, args) => engine.add(args),
};
