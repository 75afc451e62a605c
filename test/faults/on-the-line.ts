import type { FaultSettings } from '../servers/start-fault-proxy.ts';
import type { Begin } from './fault.ts';

const longestMs = 60 * 60_000;

/** Does it to every connection, or to the first that it meets: what nobody can listen in on is not told apart any further. */
export function onTheLine(settings: Partial<FaultSettings>, unset: Partial<FaultSettings>): Begin {
  return async ({ tcp, clock, errors }, times) => {
    await tcp.set(settings);
    if (times === undefined) {
      return async () => {
        tcp.killConnections();
        await tcp.set(unset);
      };
    }
    // The next try finds the line as it should be.
    const passed = clock.until('it has happened', () => errors.size > 0, longestMs).then(() => tcp.set(unset));
    return () => passed;
  };
}
