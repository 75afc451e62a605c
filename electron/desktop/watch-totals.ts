import type { Totals } from '../../shared/progress.ts';
import type { Engine } from '../engine/engine.ts';
import type { Clock } from '../engine/ports.ts';

const intervalMs = 500;

/** Tells the queue's totals at the start and, at most twice a second, after changes; the last change is never left out. Returns its end. */
export function watchTotals(engine: Pick<Engine, 'onProgress' | 'totals'>, clock: Clock, listener: (totals: Totals) => void): () => void {
  let cancelTimer: (() => void) | null = null;
  const stopListening = engine.onProgress(() => {
    cancelTimer ??= clock.setTimer(() => {
      cancelTimer = null;
      listener(engine.totals());
    }, intervalMs);
  });
  listener(engine.totals());
  return () => {
    stopListening();
    cancelTimer?.();
    cancelTimer = null;
  };
}
