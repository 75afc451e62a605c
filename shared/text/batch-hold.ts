import type { BatchProgress, Totals } from '../progress.ts';
import type { SentenceFacts } from './batch-sentence.ts';

/** What of the queue's state holds a batch back, for its sentence: this computer's state, its destination, or a disk that cannot be written. */
export function batchHold(
  { destinationId }: Pick<BatchProgress, 'destinationId'>,
  { condition, held, notice }: Pick<Totals, 'condition' | 'held' | 'notice'>,
): Pick<SentenceFacts, 'condition' | 'isHeld'> {
  const isHeld = notice !== null || held.some((hold) => hold.destinationId === destinationId);
  return condition === undefined ? { isHeld } : { condition, isHeld };
}
