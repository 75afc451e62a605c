import type { Engine } from '../../engine/engine.ts';
import type { Clock, Log, Randomness } from '../../engine/ports.ts';
import type { SettingsStore } from '../../host/settings/settings-store.ts';
import type { UpdateMemory } from './update-memory.ts';
import type { UpdateSupport } from './update-support.ts';
import type { UpdaterPort } from './updater-port.ts';

/** What the desk for updates needs of this host. */
export interface UpdateDeskOptions {
  readonly version: string;
  findSupport(): Promise<UpdateSupport>;
  /** Made when first needed. */
  createUpdater(support: UpdateSupport & { readonly kind: 'can' }): Promise<UpdaterPort>;
  readonly engine: Pick<Engine, 'drain' | 'endDrain'>;
  readonly settings: Pick<SettingsStore, 'current' | 'onChange'>;
  readonly memory: UpdateMemory;
  readonly clock: Clock;
  readonly randomness: Pick<Randomness, 'fraction'>;
  readonly log: Log;
  /** Ends the process in order; `atEnd` is asked before it is gone. */
  quit(): void;
  /** The notice is another one now. */
  onChange(): void;
}
