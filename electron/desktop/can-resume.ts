import type { Totals } from '../../shared/progress.ts';

/** Whether resuming all does something: to what is paused, to what waits for its next try, and to a destination that holds its files. */
export function canResume({ paused, waiting, held }: Totals): boolean {
  return paused + waiting > 0 || held.length > 0;
}
