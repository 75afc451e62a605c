import type { DestinationRegistry } from '../destinations/destination-registry.ts';
import type { Ports } from '../ports.ts';
import type { WatchDisk } from './watch-disk.ts';
import type { WatchIntakeOptions } from './watch-intake.ts';

export interface FolderWatchingOptions extends WatchIntakeOptions {
  readonly ports: Ports;
  readonly disk: WatchDisk;
  readonly destinations: Pick<DestinationRegistry, 'list' | 'get' | 'nameOf'>;
  readonly dataDirectory: string;
  /** Where "This computer" puts what it receives; null: this host does not say. */
  readonly receiveDirectory: string | null;
  /** False: folders are only looked after, as by a command that sends what it was given. */
  readonly isWatching: boolean;
}
