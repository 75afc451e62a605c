import { z } from 'zod';
import { batchIdSchema } from '../../requests/argument-schemas.ts';
import { problemOf } from './facts-of.ts';
import { problemSchema } from './mcp-schemas.ts';
import { mcpTool } from './mcp-tool.ts';

const usualPage = 50;
const largestPage = 500;

export const failedFiles = mcpTool({
  name: 'failed_files',
  title: 'Files that failed',
  description: 'The files that failed, of one batch or of all, each with what happened and what to do. In pages.',
  isWriting: false,
  mayReplace: false,
  input: z.strictObject({
    batchId: batchIdSchema.optional().describe('Of all batches where it is left out'),
    cursor: z.int().min(0).default(0).describe('The nextCursor of the page before'),
    limit: z.int().min(1).max(largestPage).default(usualPage),
  }),
  output: z.object({
    files: z.array(
      z.object({
        uploadId: z.string(),
        batchId: z.string(),
        relativePath: z.string(),
        sourcePath: z.string(),
        sizeBytes: z.int(),
        attempts: z.int(),
        ...problemSchema.shape,
      }),
    ),
    nextCursor: z.int().nullable(),
  }),
  call: async (queue, { batchId, cursor, limit }) => {
    const query = { fromPosition: cursor, limit, status: 'failed' } as const;
    const { uploads, nextPosition } = await queue.look((look) => look.listUploads(batchId === undefined ? query : { ...query, batchId }));
    const files = uploads.map((file) => ({
      uploadId: file.uploadId,
      batchId: file.batchId,
      relativePath: file.relativePath,
      sourcePath: file.sourcePath,
      sizeBytes: file.fileSize,
      attempts: file.attempt,
      ...problemOf(file.error ?? { code: 'internal', details: {} }),
    }));
    return { files, nextCursor: nextPosition };
  },
});
