export interface WatchTimes {
  /** Between two looks through all of a folder. */
  readonly scanEveryMs: number;
  /** After a look that failed. */
  readonly retryMs: number;
}

/** Between two looks for a folder that is not there. */
export const awayEveryMs = 5_000;
/** Hints come in swarms. */
export const hintDelayMs = 300;

const withHintsMs = 60_000;
const withoutHintsMs = 15_000;
/** At most a twentieth of the time is spent with looking. */
const restFactor = 20;

/** How often a folder is looked through: seldom where the system tells what changes, which it never does for all; and the slower, the longer a look takes. */
export function watchTimes(isScannedOnly: boolean, scanTookMs: number): WatchTimes {
  const scanEveryMs = Math.max(isScannedOnly ? withoutHintsMs : withHintsMs, scanTookMs * restFactor);
  return { scanEveryMs, retryMs: 15_000 };
}
