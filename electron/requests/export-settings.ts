import { noArgumentsSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const exportSettings: RequestHandler<'exportSettings'> = {
  schema: noArgumentsSchema,
  handle: ({ settings }) => ({ text: settings.export() }),
};
