import type { ErrorDetails } from '../../error-codes.ts';

/** The HTTP status in brackets after a title; nothing where no server answered. */
export function statusOf(details: ErrorDetails): string {
  return details.httpStatus === undefined ? '' : ` (${details.httpStatus})`;
}
