import { z } from 'zod';
import { UploadError } from '../engine/errors/upload-error.ts';
import { addressSchema } from './argument-schemas.ts';
import type { RequestHandler } from './request-handler.ts';

/** Throws `destination-unknown` or `destination-invalid`. */
export const findDestination: RequestHandler<'findDestination'> = {
  schema: z.strictObject({ nameOrUrl: addressSchema }),
  handle: ({ engine }, { nameOrUrl }) => {
    const known = engine.destinations.find(nameOrUrl);
    if (known !== null) return { destination: known, isNew: false };
    if (!nameOrUrl.includes('://')) throw new UploadError('destination-unknown', { details: { reason: nameOrUrl } });
    return { destination: engine.destinations.add({ name: nameOrUrl, url: nameOrUrl, isSaved: false }), isNew: true };
  },
};
