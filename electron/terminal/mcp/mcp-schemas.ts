import { z } from 'zod';

const count = z.int().min(0);

/** An error in words. */
export const problemSchema = z.object({ what: z.string(), whatToDo: z.string() });

export const notAddedSchema = z.object({ path: z.string(), ...problemSchema.shape });

export const batchSchema = z.object({
  batchId: z.string(),
  name: z.string(),
  destination: z.string(),
  status: z.enum(['pending', 'processing', 'paused', 'completed', 'failed', 'cancelled']),
  files: z.object({
    total: count,
    arrived: count,
    skipped: count,
    failed: count,
    cancelled: count,
    underWay: count,
    waiting: count,
    queued: count,
    paused: count,
  }),
  /** Entries that could not be added. */
  notAdded: count,
  isScanning: z.boolean(),
  progressPercentage: z.number(),
  bytesTotal: count,
  bytesConfirmed: count,
  bytesPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  createdAt: z.string(),
  settledAt: z.string().nullable(),
});
export type BatchFacts = z.infer<typeof batchSchema>;

export const affectedSchema = z.object({ affectedFiles: count });
