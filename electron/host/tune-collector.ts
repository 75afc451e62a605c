import { setFlagsFromString } from 'node:v8';

/**
 * Has the collector begin with the old generation when half of its room is used, and not right after its last round: what a transfer leaves behind, as the memory
 * of each packet, is mostly dead by then. Left alone, it looked through all of the heap at every 12 MB that went out by SFTP, which took a third of the processor.
 */
export function tuneCollector(): void {
  setFlagsFromString('--incremental-marking-soft-trigger=50');
  setFlagsFromString('--incremental-marking-hard-trigger=70');
}
