import { z } from 'zod';
import { conflictChoices } from '../../shared/conflict.ts';
import { conflictPolicies } from '../../shared/upload.ts';
import { batchIdSchema, mostEntries, uploadIdSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const resolveConflicts: RequestHandler<'resolveConflicts'> = {
  schema: z.strictObject({
    batchId: batchIdSchema,
    decision: z.strictObject({
      policy: z.enum(conflictPolicies),
      exceptions: z
        .array(z.strictObject({ uploadId: uploadIdSchema, choice: z.enum(conflictChoices) }))
        .max(mostEntries)
        .exactOptional(),
      isRemembered: z.boolean().exactOptional(),
    }),
  }),
  handle: ({ engine }, { batchId, decision }) => engine.resolveConflicts(batchId, decision),
};
