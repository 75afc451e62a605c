import type { ErrorDetails } from '../error-codes.ts';
import { formatBytes } from './format-bytes.ts';

/** A title with what there is and what there should be, where both are known. */
export function withSizes(details: ErrorDetails, title: string): string {
  if (details.expectedBytes === undefined || details.actualBytes === undefined) return title;
  return `${title}: ${formatBytes(details.actualBytes)} instead of ${formatBytes(details.expectedBytes)}`;
}
