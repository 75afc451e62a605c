import { z } from 'zod';
import { holdWords } from '../../../shared/text/hold-words.ts';
import { UploadError } from '../../engine/errors/upload-error.ts';
import { batchIdSchema } from '../../requests/argument-schemas.ts';
import { batchFactsOf, notAddedOf } from './facts-of.ts';
import { batchSchema, notAddedSchema, problemSchema } from './mcp-schemas.ts';
import { mcpTool } from './mcp-tool.ts';

const mostNotAdded = 20;

export const batchStatus = mcpTool({
  name: 'batch_status',
  title: 'Status of a batch',
  description:
    'How one batch stands: its files in numbers, why its destination holds it, if it does, and the first entries that could not be added.',
  isWriting: false,
  mayReplace: false,
  input: z.strictObject({ batchId: batchIdSchema }),
  output: z.object({ batch: batchSchema, held: problemSchema.nullable(), notAdded: z.array(notAddedSchema) }),
  call: (queue, { batchId }) =>
    queue.look(async (look) => {
      const { batches, totals } = await look.overview();
      const batch = batches.find((candidate) => candidate.batchId === batchId);
      if (batch === undefined) throw new UploadError('batch-unknown', { details: { reason: batchId } });
      const hold = batch.settledAt === null ? totals.held.find(({ destinationId }) => destinationId === batch.destinationId) : undefined;
      const words = hold === undefined ? null : holdWords(hold.reason, hold.error);
      const refusals = batch.refused === 0 ? [] : await look.listRefusals(batchId, mostNotAdded);
      return {
        batch: batchFactsOf(batch),
        held: words === null ? null : { what: words.title, whatToDo: words.remedy },
        notAdded: refusals.map(notAddedOf),
      };
    }),
});
