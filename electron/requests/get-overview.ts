import { noArgumentsSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const getOverview: RequestHandler<'getOverview'> = {
  schema: noArgumentsSchema,
  handle({ engine, currentSequence }) {
    // Read before the overview, so that no change can be newer than it and yet counted as contained.
    const sequence = currentSequence();
    return { sequence, ...engine.overview() };
  },
};
