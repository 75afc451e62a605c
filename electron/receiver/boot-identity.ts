import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/**
 * The same as long as this computer runs, and another one after it was started anew: what was written in this boot is in the system's
 * memory at least, whichever process died. Where the system has no name for it, the second in which it began, as far as the clock is right.
 */
export function bootIdentity(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return String(Math.round(Date.now() / 1_000 - uptime()));
  }
}
