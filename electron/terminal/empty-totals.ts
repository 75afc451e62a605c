import type { Totals } from '../../shared/progress.ts';

/** Of a queue that nobody has begun yet. */
export const emptyTotals: Totals = {
  total: 0,
  active: 0,
  waiting: 0,
  queued: 0,
  paused: 0,
  failed: 0,
  successful: 0,
  cancelled: 0,
  skipped: 0,
  bytesTotal: 0,
  bytesSent: 0,
  speedBytesPerSecond: null,
  secondsLeft: null,
  progressPercentage: 0,
  held: [],
  notice: null,
};
