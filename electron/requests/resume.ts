import { z } from 'zod';
import { scopeSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const resume: RequestHandler<'resume'> = {
  schema: z.strictObject({ scope: scopeSchema }),
  handle: ({ engine }, { scope }) => engine.resume(scope),
};
