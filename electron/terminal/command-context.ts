import type { Interruption } from './interruption.ts';
import type { QueueAccess } from './queue-access.ts';
import type { Terminal } from './terminal.ts';

/** What a command that works with the queue gets. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly interruption: Interruption;
  readonly queue: QueueAccess;
  readonly dataDirectory: string;
  /** How a person goes on later: `gantry resume`, with the data directory where it is not the usual one. */
  readonly resumeHint: string;
  /** What the settings say for after the queue is done at the end. */
  readonly actsAfterwards: boolean;
}
