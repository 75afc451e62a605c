import type { ErrorDetails } from '../../error-codes.ts';
import { nameOr } from './name-or.ts';

/** The server by its name, as the subject of a sentence. */
export function serverNamed(details: ErrorDetails): string {
  return nameOr(details.host, 'The server');
}
