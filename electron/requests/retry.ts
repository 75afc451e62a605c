import { z } from 'zod';
import { scopeSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const retry: RequestHandler<'retry'> = {
  schema: z.strictObject({ scope: scopeSchema }),
  handle: ({ engine }, { scope }) => engine.retry(scope),
};
