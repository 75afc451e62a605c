import { noArgumentsSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const cancelAfterQueue: RequestHandler<'cancelAfterQueue'> = {
  schema: noArgumentsSchema,
  handle: ({ settings }) => {
    settings.cancelAfterQueue();
    return settings.view();
  },
};
