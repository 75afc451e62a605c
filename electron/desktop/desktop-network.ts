import { net } from 'electron';
import type { Clock, Network } from '../engine/ports.ts';
import { createSystemNetwork } from '../host/system-network.ts';

/** The network as Chromium sees it, and the machine's addresses besides: a new address means that old connections are dead. */
export function createDesktopNetwork(clock: Clock): Network {
  return createSystemNetwork({ clock, isOnline: () => net.isOnline() });
}
