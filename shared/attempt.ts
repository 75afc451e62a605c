import type { PlainError } from './error-codes.ts';

/** `stopped`: a person, the host or the engine stopped it; it was no failure. */
export type AttemptOutcome = 'finished' | 'stopped' | 'error';

/** One try at one file: what the timeline of a file is made of. Times in milliseconds since the epoch. */
export interface Attempt {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly outcome: AttemptOutcome;
  readonly error: PlainError | null;
  /** Confirmed bytes before and after. */
  readonly bytesFrom: number;
  readonly bytesTo: number;
}

/** Of a file that is tried for days, the first tries say how it began and the last ones how it stands. */
export const keptAttempts = { first: 5, last: 100 } as const;
