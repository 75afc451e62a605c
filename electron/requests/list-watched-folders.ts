import { noArgumentsSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const listWatchedFolders: RequestHandler<'listWatchedFolders'> = {
  schema: noArgumentsSchema,
  handle: ({ engine }) => ({ folders: engine.watchedFolders.list() }),
};
