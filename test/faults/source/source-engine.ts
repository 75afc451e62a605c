import { setTimeout as delay } from 'node:timers/promises';
import { createEngine } from '../../../electron/engine/create-engine.ts';
import type { Engine } from '../../../electron/engine/engine.ts';
import type { Credentials } from '../../../electron/engine/ports.ts';
import { systemRandomness } from '../../../electron/host/system-randomness.ts';
import type { DestinationId } from '../../../shared/ids.ts';
import type { FileProgress } from '../../../shared/progress.ts';
import { createFakeHostKeys } from '../../fakes/fake-host-keys.ts';
import { hurriedClock } from './hurried-clock.ts';

export interface SourceEngine {
  readonly engine: Engine;
  destination(url: string): DestinationId;
  /** The one file that was added. */
  file(): FileProgress;
  /** Waits in real time; fails with where the file stands. */
  until(what: string, done: () => boolean, mostMs?: number): Promise<void>;
}

/** The real engine on a real database, with real protocols and a clock that does not make tests wait. */
export function openSourceEngine(dataDirectory: string, credentials: Credentials = { kind: 'none' }): SourceEngine {
  const engine = createEngine({
    dataDirectory,
    stallTimeoutMs: 600_000,
    ports: {
      clock: hurriedClock,
      // The longest backoff, so that something can happen between two attempts.
      randomness: { ...systemRandomness, fraction: () => 0.9 },
      log: { write: () => undefined },
      hostKeys: createFakeHostKeys(),
      secrets: { credentialsFor: async () => credentials },
      network: { isOnline: () => true, onChange: () => () => undefined },
    },
  });
  const file = (): FileProgress => {
    const found = engine.listUploads({ fromPosition: 0, limit: 10 }).uploads[0];
    if (found === undefined) throw new Error('no file in the queue');
    return found;
  };
  return {
    engine,
    file,
    destination: (url) => engine.destinations.add({ name: 'here', url, isSaved: true }).destinationId,
    until: async (what, done, mostMs = 30_000) => {
      const end = performance.now() + mostMs;
      while (!done()) {
        if (performance.now() > end) throw new Error(`${what}: not so after ${mostMs} ms; the file: ${JSON.stringify(file())}`);
        await delay(2);
      }
    },
  };
}
