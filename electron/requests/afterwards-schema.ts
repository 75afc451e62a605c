import { z } from 'zod';
import { pathSchema } from './argument-schemas.ts';

/** What becomes of a file of a watched folder that has arrived. */
export const afterwardsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('leave') }),
  z.strictObject({ kind: z.literal('move'), folder: pathSchema }),
  z.strictObject({ kind: z.literal('trash') }),
]);
