import type { Flow } from '../retry/breaker-state.ts';

/** One destination's line of waiting files, as the choice sees it. */
export interface Lane {
  readonly flow: Flow;
  readonly active: number;
  /** Position of its first file; null when nobody waits. */
  readonly headPosition: number | null;
}

/**
 * Which lane may send its first file now: the one with the fewest files on their way, then the one whose file waits longest.
 * Null when no lane may. Pure: called anew for every free slot.
 */
export function nextLane<Candidate extends Lane>(lanes: Iterable<Candidate>): Candidate | null {
  let best: Candidate | null = null;
  for (const lane of lanes) {
    if (lane.headPosition === null || lane.flow === 'held' || (lane.flow === 'trying' && lane.active > 0)) continue;
    if (best === null || lane.active < best.active || (lane.active === best.active && lane.headPosition < (best.headPosition ?? 0)))
      best = lane;
  }
  return best;
}
