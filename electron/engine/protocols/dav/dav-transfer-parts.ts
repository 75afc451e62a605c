import type { Clock, Log } from '../../ports.ts';
import type { DestinationMemory } from '../protocol.ts';
import type { ChunkSupport } from './chunk-support.ts';
import type { DavClient } from './dav-client.ts';
import type { DavFolders } from './dav-folders.ts';
import type { PartialPuts } from './partial-puts.ts';
import type { StoredNames } from './stored-names.ts';

/** What all transfers to one destination share. */
export interface DavTransferParts {
  readonly client: DavClient;
  readonly folders: DavFolders;
  readonly chunks: ChunkSupport;
  readonly partialPuts: PartialPuts;
  readonly names: StoredNames;
  /** Temporary names under which nothing can come any more: not all of the body went out to them, or what they held was found and removed. */
  readonly settledPaths: Set<string>;
  readonly destination: URL;
  readonly memory: DestinationMemory;
  /** Universally unique. */
  readonly newId: () => string;
  readonly clock: Clock;
  /** On the monotonic clock: when this process began with this destination, after every process before it had ended. */
  readonly beganAtMs: number;
  readonly log: Log;
}
