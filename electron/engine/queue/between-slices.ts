/**
 * So many files are changed, and written down, in one go. The window, the network and every other file wait for that: about ten milliseconds, and a trip
 * to the disk.
 */
export const filesPerSlice = 400;

/** Lets everything else have its turn; what goes on after it may find another queue than before. */
export function betweenSlices(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
