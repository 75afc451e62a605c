import type { ErrorDetails } from '../error-codes.ts';

/** The part of an error's details that says in words what exactly is wrong. */
export type Reason = Pick<ErrorDetails, 'reasonTexts' | 'reasonValues'> & Required<Pick<ErrorDetails, 'reason'>>;
