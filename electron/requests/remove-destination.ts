import { z } from 'zod';
import { UploadError } from '../engine/errors/upload-error.ts';
import { destinationIdSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

export const removeDestination: RequestHandler<'removeDestination'> = {
  schema: z.strictObject({ destinationId: destinationIdSchema }),
  async handle({ engine }, { destinationId }) {
    const watched = engine.watchedFolders.list().find((folder) => folder.destinationId === destinationId);
    if (watched !== undefined)
      throw new UploadError('not-possible-now', {
        details: { reason: `The watched folder ${watched.path} sends there: remove that first.` },
      });
    await engine.destinations.remove(destinationId);
    return { affected: 1 };
  },
};
