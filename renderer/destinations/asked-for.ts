import type { ProbeAnswer } from '../../shared/destination.ts';
import { ClientError } from '../client-error.ts';

/** Tells that a test is under way, then what it answered; a request that was refused is an answer too. */
export function askedFor(asked: Promise<ProbeAnswer>, tell: (answer: ProbeAnswer | 'asking') => void): void {
  tell('asking');
  asked.then(tell, (error: unknown) =>
    tell({ ok: false, error: error instanceof ClientError ? error : { code: 'internal', details: {} } }),
  );
}
