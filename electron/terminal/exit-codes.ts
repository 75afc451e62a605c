/** What the process tells its caller; people script these, so they never change. */
export const exitCodes = {
  /** Everything was completed or skipped, or there was nothing to do. */
  done: 0,
  someFailed: 1,
  badUsage: 2,
  /** Stopped by a signal or a closed pipe; the queue is kept. */
  interrupted: 3,
  /** Unknown host, refused sign-in: nothing that waiting would mend. */
  destinationUnusable: 4,
  /** Another Gantry holds the data directory. */
  queueHeld: 5,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
