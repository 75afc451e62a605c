import { z } from 'zod';
import { uploadIdSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const listAttempts: RequestHandler<'listAttempts'> = {
  schema: z.strictObject({ uploadId: uploadIdSchema }),
  handle: ({ engine }, { uploadId }) => engine.listAttempts(uploadId),
};
