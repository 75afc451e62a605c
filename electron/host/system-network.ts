import { networkInterfaces } from 'node:os';
import type { Clock, Network } from '../engine/ports.ts';

const pollIntervalMs = 5_000;

/** The machine's addresses as one comparable text; loopback does not count. */
function readAddresses(): string {
  try {
    const addresses: string[] = [];
    for (const [name, entries] of Object.entries(networkInterfaces())) {
      for (const entry of entries ?? []) {
        if (!entry.internal) addresses.push(`${name} ${entry.address}`);
      }
    }
    return addresses.sort().join('\n');
  } catch {
    // Some sandboxes refuse the question; then nothing is known, and nothing changes.
    return 'unknown';
  }
}

export interface SystemNetworkOptions {
  readonly clock: Clock;
  readonly readAddresses?: () => string;
  /** Where the host knows better than the addresses do. */
  readonly isOnline?: () => boolean;
}

/**
 * What Node knows of the network: online while any interface but loopback has an address. A changed address, as after a move
 * from cable to Wi-Fi, counts as a change too, because connections made before it are dead. Polls only while somebody listens.
 */
export function createSystemNetwork(options: SystemNetworkOptions): Network {
  const read = options.readAddresses ?? readAddresses;
  const isOnline = options.isOnline ?? (() => read() !== '');
  const readState = (): string => `${isOnline()} ${read()}`;
  const listeners = new Set<() => void>();
  let known = readState();
  let cancelTimer: (() => void) | null = null;

  const poll = (): void => {
    const current = readState();
    const hasChanged = current !== known;
    known = current;
    cancelTimer = listeners.size > 0 ? options.clock.setTimer(poll, pollIntervalMs) : null;
    if (hasChanged) for (const listener of [...listeners]) listener();
  };

  return {
    isOnline,
    onChange(listener) {
      listeners.add(listener);
      if (cancelTimer === null) {
        known = readState();
        cancelTimer = options.clock.setTimer(poll, pollIntervalMs);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        cancelTimer?.();
        cancelTimer = null;
      };
    },
  };
}
