import type { Ports } from './ports.ts';
import type { ProtocolTable } from './protocols/registry.ts';
import type { SmallFileReader } from './source/small-file-reader.ts';

export interface EngineOptions {
  /** Created if missing; owned by this process until `close`. */
  readonly dataDirectory: string;
  readonly ports: Ports;
  readonly concurrency?: number;
  readonly stallTimeoutMs?: number;
  /** Where the host's own receiver listens: the destination "This computer". */
  readonly builtInDestinationUrl?: string;
  /** Where "This computer" puts what it receives. */
  readonly receiveDirectory?: string;
  /** False: the queue is only looked after, as for cancelling; nothing is sent and no folder walked. */
  readonly startsTransfers?: boolean;
  /** False: watched folders are only looked after, as by a command that sends what it was given. */
  readonly watchesFolders?: boolean;
  /** Left out: small files are read in a thread of the engine's own. A thread keeps no simulated time. */
  readonly smallFiles?: SmallFileReader;
  /** All that Gantry speaks, unless a test brings its own. */
  readonly protocols?: ProtocolTable;
}
