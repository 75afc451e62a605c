import { noArgumentsSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const listDestinations: RequestHandler<'listDestinations'> = {
  schema: noArgumentsSchema,
  handle: ({ engine }) => ({ destinations: engine.destinations.list(), keeping: engine.destinations.keeping }),
};
