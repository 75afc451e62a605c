import type { ErrorCode, ErrorDetails } from '../../error-codes.ts';

/** The button that helps, where one does. */
export type ErrorAction = 'retry' | 'sign-in' | 'trust' | 'choose-destination' | null;

export interface ErrorWords {
  /** What happened, without a full stop. */
  readonly title: string;
  /** What to do or what happens next: whole sentences. */
  readonly remedy: string;
  readonly action: ErrorAction;
}

/** The words of some codes; `error-words.ts` puts the groups together, and there the compiler asks for every code. */
export type WordsByCode = Readonly<Partial<Record<ErrorCode, (details: ErrorDetails) => ErrorWords>>>;
