import { z } from 'zod';
import { conflictPolicies } from '../../shared/upload.ts';
import { destinationIdSchema, pathsSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

const mostAttempts = 1_001;

export const addPaths: RequestHandler<'addPaths'> = {
  schema: z.strictObject({
    paths: pathsSchema,
    destinationId: destinationIdSchema.exactOptional(),
    conflict: z.enum(conflictPolicies).exactOptional(),
    asksAnyway: z.boolean().exactOptional(),
    verify: z.boolean().exactOptional(),
    maxAttempts: z.int().min(1).max(mostAttempts).exactOptional(),
  }),
  handle: ({ engine, settings }, { asksAnyway = false, ...args }) => {
    if (args.conflict !== 'ask' || asksAnyway) return engine.add(args);
    const destinations = engine.destinations.list();
    const chosen = destinations.find(
      ({ destinationId, isDefault }) => (args.destinationId ?? null) === destinationId || (args.destinationId === undefined && isDefault),
    );
    return engine.add({ ...args, conflict: chosen?.conflict ?? settings.current().transfers.conflict });
  },
};
