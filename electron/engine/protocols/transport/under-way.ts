/** As much as systems keep of what was written to a connection and is not there yet. */
const mostBufferedBytes = 4 * 1024 * 1024;
/** The slowest line on which that is still waited for. */
const slowestBytesPerSecond = 16 * 1024;

/**
 * Milliseconds, in whole seconds, that the end of a body may need after all of it was written: the system takes it at once, and
 * tells nobody how much of it a slow line has carried.
 */
export function underWayMs(bodyBytes: number): number {
  return Math.floor(Math.min(bodyBytes, mostBufferedBytes) / slowestBytesPerSecond) * 1_000;
}
