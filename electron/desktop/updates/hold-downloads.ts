import type { Condition } from '../../../shared/condition.ts';
import type { Log } from '../../engine/ports.ts';
import type { ConditionSource } from '../../host/settings/apply-settings.ts';
import { updateFailed } from './update-error-of.ts';
import type { UpdaterPort } from './updater-port.ts';

/**
 * Downloads only while this computer's state lets Gantry send, as on a line that costs: a download waits for it, is called off where the state comes in its
 * middle, and goes on when it is over.
 */
export function holdDownloads(updater: UpdaterPort, conditions: ConditionSource, log: Log): UpdaterPort {
  let callOff = (): void => updater.callOff();
  const heldBy = (): Condition | null => {
    const condition = conditions.current();
    return condition?.effect === 'pause' ? condition : null;
  };
  const isHeld = (): boolean => heldBy() !== null;

  /** Rejects where it is called off first. */
  const released = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (!signal.aborted && isHeld()) return;
        stop();
        if (signal.aborted) reject(updateFailed('unreachable'));
        else resolve();
      };
      const stop = conditions.onChange(look);
      signal.addEventListener('abort', look, { once: true });
      look();
    });

  return {
    find: (channel, mayGoBack) => updater.find(channel, mayGoBack),
    install: (restarts) => updater.install(restarts),
    callOff: () => callOff(),
    heldBy,
    async download() {
      const end = new AbortController();
      callOff = () => {
        end.abort();
        updater.callOff();
      };
      for (;;) {
        if (isHeld()) log.write('info', 'update-download-waits', { ...conditions.current() });
        await released(end.signal);
        let wasHeld = false;
        const stop = conditions.onChange(() => {
          if (!isHeld() || wasHeld) return;
          wasHeld = true;
          updater.callOff();
        });
        try {
          return await updater.download();
        } catch (error) {
          if (!wasHeld || end.signal.aborted) throw error;
        } finally {
          stop();
        }
      }
    },
  };
}
