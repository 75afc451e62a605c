import { z } from 'zod';
import { reasonOf } from '../../shared/text/reason-of.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import { destinationIdSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const removeDestination: RequestHandler<'removeDestination'> = {
  schema: z.strictObject({ destinationId: destinationIdSchema }),
  async handle({ engine }, { destinationId }) {
    const watched = engine.watchedFolders.list().find((folder) => folder.destinationId === destinationId);
    if (watched !== undefined)
      throw new UploadError('not-possible-now', {
        details: reasonOf('The watched folder {path} sends there: remove that first.', { path: watched.path }),
      });
    await engine.destinations.remove(destinationId);
    return { affected: 1 };
  },
};
