import { homedir } from 'node:os';
import type { Log, Ports } from '../engine/ports.ts';
import { createHostKeys } from '../host/create-host-keys.ts';
import { createEnvironmentSecrets } from '../host/environment-secrets.ts';
import { systemClock } from '../host/system-clock.ts';
import { systemRandomness } from '../host/system-randomness.ts';
import { createDesktopNetwork } from './desktop-network.ts';

/** What the desktop supplies to the engine. */
export function createDesktopPorts(log: Log, dataDirectory: string): Ports {
  return {
    clock: systemClock,
    randomness: systemRandomness,
    log,
    secrets: createEnvironmentSecrets(process.env),
    network: createDesktopNetwork(systemClock),
    hostKeys: createHostKeys({ dataDirectory, environment: process.env, homeDirectory: homedir() }),
  };
}
