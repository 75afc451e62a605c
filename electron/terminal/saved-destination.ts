import type { Destination } from '../../shared/destination.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import type { QueueAccess } from './queue-access.ts';

/** The saved destination of that name or address. Throws `destination-unknown`. */
export async function savedDestination(nameOrUrl: string, queue: Pick<QueueAccess, 'ask'>): Promise<Destination> {
  const { destinations } = await queue.ask('listDestinations', {});
  const wanted = nameOrUrl.toLowerCase();
  const found =
    destinations.find(({ name }) => name === nameOrUrl) ??
    destinations.find(({ name }) => name.toLowerCase() === wanted) ??
    destinations.find(({ url }) => url === nameOrUrl);
  if (found === undefined) throw new UploadError('destination-unknown', { details: { reason: nameOrUrl } });
  return found;
}
