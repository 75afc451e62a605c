import type { Totals } from '../../../shared/progress.ts';
import { isStanding } from '../is-standing.ts';

export interface TaskbarProgress {
  /** 0 to 1 in steps of a hundredth; -1 takes the bar away. */
  readonly fraction: number;
  readonly mode: 'none' | 'normal' | 'paused' | 'error';
}

/** What the taskbar or the dock shows: nothing once everything is settled, yellow when nothing moves, red when a file failed. */
export function taskbarProgressOf(totals: Totals): TaskbarProgress {
  const { active, queued, waiting, paused, failed } = totals;
  if (active + queued + waiting + paused === 0) return { fraction: -1, mode: 'none' };
  const mode = failed > 0 ? 'error' : isStanding(totals) ? 'paused' : 'normal';
  return { fraction: Math.floor(totals.progressPercentage) / 100, mode };
}
