import { powerMonitor } from 'electron';
import type { Engine } from '../engine/engine.ts';
import type { Log } from '../engine/ports.ts';

/** After sleep every connection is dead: the engine looks at its destinations at once instead of waiting out their backoff. */
export function watchPower(engine: Pick<Engine, 'wake'>, log: Log): void {
  powerMonitor.on('suspend', () => log.write('info', 'machine-suspends'));
  powerMonitor.on('resume', () => {
    log.write('info', 'machine-resumed');
    engine.wake();
  });
}
