import type { ErrorDetails } from '../error-codes.ts';
import { say } from '../language/say.ts';
import { formatBytes } from './format-bytes.ts';

/** A title with what there is and what there should be, where both are known. */
export function withSizes(details: ErrorDetails, title: string): string {
  if (details.expectedBytes === undefined || details.actualBytes === undefined) return title;
  const sizes = { actual: formatBytes(details.actualBytes), expected: formatBytes(details.expectedBytes) };
  return `${title}: ${say('{actual} instead of {expected}', sizes)}`;
}
