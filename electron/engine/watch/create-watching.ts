import type { DestinationRegistry } from '../destinations/destination-registry.ts';
import { movedAt } from '../destinations/remembered-move.ts';
import type { Ports } from '../ports.ts';
import { FolderWatching } from './folder-watching.ts';
import { systemWatchDisk } from './system-watch-disk.ts';
import type { FolderWatchingOptions } from './watching-options.ts';

export interface CreateWatchingOptions
  extends Omit<FolderWatchingOptions, 'clock' | 'randomness' | 'disk' | 'destinations' | 'destinationOf'> {
  readonly ports: Ports;
  readonly destinations: DestinationRegistry;
}

/** The watched folders of an engine, on the true disk. */
export function createWatching(options: CreateWatchingOptions): FolderWatching {
  const { ports, destinations } = options;
  return new FolderWatching({
    ...options,
    ...{ clock: ports.clock, randomness: ports.randomness, disk: systemWatchDisk },
    destinationOf: ({ destinationId }) => ({
      conflict: destinations.get(destinationId).conflict ?? null,
      filters: destinations.filtersOf(destinationId),
      movedAt: movedAt(destinations.memoryOf(destinationId)),
    }),
  });
}
