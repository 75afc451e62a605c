import type { PowerMonitor } from 'electron';
import type { Engine } from '../../engine/engine.ts';
import type { Log } from '../../engine/ports.ts';

/** After sleep every connection is dead: the engine looks at its destinations at once instead of waiting out their backoff. Returns its end. */
export function watchPower(monitor: Pick<PowerMonitor, 'on' | 'off'>, engine: Pick<Engine, 'wake'>, log: Log): () => void {
  const note = (): void => log.write('info', 'machine-suspends');
  const wake = (): void => {
    log.write('info', 'machine-resumed');
    engine.wake();
  };
  monitor.on('suspend', note);
  monitor.on('resume', wake);
  return () => {
    monitor.off('suspend', note);
    monitor.off('resume', wake);
  };
}
