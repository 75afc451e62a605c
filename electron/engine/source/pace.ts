/**
 * Asks for leave to send `wantedBytes`. null: go, all of it, now. Otherwise resolves with how many may go (1 to `wantedBytes`),
 * so that a low limit gives many small pieces and not one burst; rejects with the signal's reason once it aborts.
 */
export type Pace = (wantedBytes: number, signal: AbortSignal) => Promise<number> | null;

/** No bandwidth limit. */
export const unpaced: Pace = () => null;
