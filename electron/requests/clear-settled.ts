import { noArgumentsSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const clearSettled: RequestHandler<'clearSettled'> = {
  schema: noArgumentsSchema,
  handle: ({ engine }) => engine.clearSettled(),
};
