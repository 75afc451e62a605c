import { z } from 'zod';
import { uploadIdSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const getLink: RequestHandler<'getLink'> = {
  schema: z.strictObject({ uploadId: uploadIdSchema }),
  handle: async ({ engine }, { uploadId }) => ({ link: await engine.linkTo(uploadId) }),
};
