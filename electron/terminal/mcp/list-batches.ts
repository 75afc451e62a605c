import { z } from 'zod';
import { batchFactsOf } from './facts-of.ts';
import { batchSchema } from './mcp-schemas.ts';
import { mcpTool } from './mcp-tool.ts';

const usualPage = 50;
const largestPage = 200;

export const listBatches = mcpTool({
  name: 'list_batches',
  title: 'List the batches',
  description:
    'The batches of the upload queue, the newest first, each with how many of its files have arrived, failed, wait or are under way.',
  isWriting: false,
  mayReplace: false,
  input: z.strictObject({
    offset: z.int().min(0).default(0).describe('How many batches to leave out'),
    limit: z.int().min(1).max(largestPage).default(usualPage),
  }),
  output: z.object({
    batches: z.array(batchSchema),
    /** Of all pages. */
    batchesInAll: z.int(),
    nextOffset: z.int().nullable(),
  }),
  call: async (queue, { offset, limit }) => {
    const { batches } = await queue.look((look) => look.overview());
    const newestFirst = [...batches].sort((one, other) => other.createdAt - one.createdAt);
    const page = newestFirst.slice(offset, offset + limit);
    const next = offset + page.length;
    return { batches: page.map(batchFactsOf), batchesInAll: batches.length, nextOffset: next < batches.length ? next : null };
  },
});
