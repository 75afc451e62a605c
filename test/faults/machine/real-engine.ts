import { join } from 'node:path';
import { createEngine } from '../../../electron/engine/create-engine.ts';
import type { Engine } from '../../../electron/engine/engine.ts';
import { systemClock } from '../../../electron/host/system-clock.ts';
import { systemRandomness } from '../../../electron/host/system-randomness.ts';
import type { FileProgress } from '../../../shared/progress.ts';
import { createFakeHostKeys } from '../../fakes/fake-host-keys.ts';

export interface RealEngine {
  readonly engine: Engine;
  files(): readonly FileProgress[];
}

/** The engine of this very process on the machine's own clock, impatient with silent lines so that a test need not be patient. */
export function startRealEngine(directory: string, destinationUrl: string): RealEngine {
  const engine = createEngine({
    dataDirectory: join(directory, 'data'),
    stallTimeoutMs: 1_000,
    ports: {
      clock: systemClock,
      randomness: systemRandomness,
      log: { write: () => undefined },
      hostKeys: createFakeHostKeys(),
      secrets: { credentialsFor: async () => ({ kind: 'none' }) },
      network: { isOnline: () => true, onChange: () => () => undefined },
    },
  });
  engine.destinations.add({ name: 'Real', url: destinationUrl, isSaved: true });
  return { engine, files: () => engine.listUploads({ fromPosition: 0, limit: 5_000 }).uploads };
}
