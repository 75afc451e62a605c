import type { Engine } from '../engine/engine.ts';
import type { Log } from '../engine/ports.ts';
import type { KeptSettings } from './kept-settings.ts';

/** What every handler gets from its host. */
export interface RequestContext {
  readonly engine: Engine;
  readonly settings: KeptSettings;
  /** The last sequence that was sent to the asker; 0 where changes are not sent. */
  readonly currentSequence: () => number;
  readonly log: Log;
}
