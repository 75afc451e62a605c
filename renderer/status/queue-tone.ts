import type { Totals } from '../../shared/progress.ts';
import type { Tone } from '../../shared/text/tone.ts';

/** The colour of the overall bar: what the queue as a whole does. */
export function queueTone(totals: Totals): Tone {
  if (totals.active > 0) return 'moving';
  if (totals.condition?.effect === 'pause' && totals.waiting + totals.queued > 0) return 'paused';
  if (totals.waiting > 0) return 'waiting';
  if (totals.queued > 0) return 'moving';
  if (totals.paused > 0) return 'paused';
  if (totals.failed > 0) return 'failed';
  return totals.total > 0 ? 'done' : 'idle';
}
