import type { Engine } from '../engine/engine.ts';
import type { Log } from '../engine/ports.ts';
import type { KeptSettings } from '../requests/kept-settings.ts';
import type { Interruption } from './interruption.ts';
import type { Terminal } from './terminal.ts';

/** What a command that works with the engine gets. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly interruption: Interruption;
  readonly engine: Engine;
  readonly settings: KeptSettings;
  readonly log: Log;
  /** Stops the bytes and writes everything down; may be called twice. */
  closeEngine(): Promise<void>;
  /** How a person goes on later: `gantry resume`, with the data directory where it is not the usual one. */
  readonly resumeHint: string;
}
