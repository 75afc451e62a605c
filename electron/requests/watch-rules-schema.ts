import { z } from 'zod';
import { decidingPolicies } from '../../shared/conflict.ts';
import type { WatchRules } from '../../shared/watched-folder.ts';
import { longestSettleMs, shortestSettleMs } from '../../shared/watched-folder.ts';
import { lineSchema } from './argument-schemas.ts';

const mostPatterns = 200;
const patterns = z.array(lineSchema(1_000)).max(mostPatterns);

/** What is left out is as usual. */
export const watchRulesSchema: z.ZodType<Partial<WatchRules>> = z.strictObject({
  includesSubfolders: z.boolean().exactOptional(),
  only: patterns.exactOptional(),
  leaveOut: patterns.exactOptional(),
  temporaryNames: patterns.exactOptional(),
  settleMs: z.int().min(shortestSettleMs).max(longestSettleMs).exactOptional(),
  conflict: z.enum(decidingPolicies).nullable().exactOptional(),
});
