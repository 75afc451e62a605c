import type { Clock } from '../../../electron/engine/ports.ts';
import { systemClock } from '../../../electron/host/system-clock.ts';

const timesFaster = 10;
const shortestMs = 25;

/** The machine's clock, with long waits made short. The short ones stay: they wait for the clock of the file system, which does not hurry. */
export const hurriedClock: Clock = {
  ...systemClock,
  setTimer: (callback, delayMs) =>
    systemClock.setTimer(callback, delayMs <= shortestMs ? delayMs : Math.max(shortestMs, delayMs / timesFaster)),
};
