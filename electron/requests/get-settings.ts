import { noArgumentsSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const getSettings: RequestHandler<'getSettings'> = {
  schema: noArgumentsSchema,
  handle: ({ settings }) => settings.view(),
};
