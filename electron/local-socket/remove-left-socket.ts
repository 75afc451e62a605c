import type { Log } from '../engine/ports.ts';
import { readAddressFile, removeAddressFile } from './address-file.ts';
import { removeLeftPlace } from './prepare-socket-place.ts';

/**
 * Takes away what a holder left that ended without a goodbye: its socket, and the file that names it and its process, whose number may be a stranger's
 * by now. For the lock's holder alone. What cannot be taken away is logged.
 */
export function removeLeftSocket(dataDirectory: string, log: Pick<Log, 'write'>): void {
  try {
    const left = readAddressFile(dataDirectory, process.getuid?.() ?? null);
    removeAddressFile(dataDirectory);
    if (left !== null) removeLeftPlace(left.address);
  } catch (error) {
    log.write('warn', 'local-socket-not-removed', { error });
  }
}
