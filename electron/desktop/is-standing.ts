import type { Totals } from '../../shared/progress.ts';

/** Something is left to send and nothing of it moves until something changes: all is paused or held, or this computer's state holds it back. */
export function isStanding({ active, queued, waiting, paused, held, condition }: Totals): boolean {
  if (active > 0 || queued + waiting + paused === 0) return false;
  return queued + waiting === 0 || held.length > 0 || condition?.effect === 'pause';
}
