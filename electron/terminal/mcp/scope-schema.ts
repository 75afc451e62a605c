import { z } from 'zod';
import type { Scope } from '../../../shared/contract.ts';
import { batchIdSchema, uploadIdSchema } from '../../requests/argument-schemas.ts';

const mostFiles = 10_000;

/** What a control acts on: exactly one of them, so that nothing left out means everything. */
export const toolScopeSchema = z
  .strictObject({
    batchId: batchIdSchema.optional(),
    uploadIds: z.array(uploadIdSchema).min(1).max(mostFiles).optional(),
    all: z.literal(true).optional().describe('Everything in the queue'),
  })
  .refine(
    ({ batchId, uploadIds, all }) => [batchId, uploadIds, all].filter((given) => given !== undefined).length === 1,
    'give exactly one of batchId, uploadIds and all',
  );

export function scopeOf({ batchId, uploadIds }: z.output<typeof toolScopeSchema>): Scope {
  if (batchId !== undefined) return { kind: 'batch', batchId };
  return uploadIds === undefined ? { kind: 'all' } : { kind: 'uploads', uploadIds };
}
