import type { Destination } from '../../shared/destination.ts';
import type { Destinations } from '../engine/engine.ts';
import { UploadError } from '../engine/errors/upload-error.ts';

export interface FoundDestination {
  readonly destination: Destination;
  /** It was made for this command, from a URL. */
  readonly isNew: boolean;
}

/** The destination of that name or URL; a URL that nobody saved is usable too. Throws `destination-unknown` or `destination-invalid`. */
export function findDestination(destinations: Destinations, nameOrUrl: string): FoundDestination {
  const known = destinations.find(nameOrUrl);
  if (known !== null) return { destination: known, isNew: false };
  if (!nameOrUrl.includes('://')) throw new UploadError('destination-unknown', { details: { reason: nameOrUrl } });
  return { destination: destinations.add({ name: nameOrUrl, url: nameOrUrl, isSaved: false }), isNew: true };
}
