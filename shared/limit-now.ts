import { limitAt } from './limit-at.ts';
import type { LocalTime } from './local-time.ts';
import type { BandwidthSettings } from './settings.ts';

/** The limit for all files together, and what it comes from. */
export interface LimitNow {
  /** null: no limit. */
  readonly bytesPerSecond: number | null;
  readonly from: 'turtle' | 'condition' | 'timetable' | 'settings';
}

/** The slow limit counts first, switched on by hand or, `isSlowed`, by this computer's state; then the timetable, then the usual limit; the slow one never makes anything faster. */
export function limitNow(bandwidth: BandwidthSettings, localTime: LocalTime, isSlowed = false): LimitNow {
  const entry = bandwidth.isTimetableOn ? limitAt(bandwidth.timetable, localTime) : null;
  const usual: LimitNow =
    entry === null
      ? { bytesPerSecond: bandwidth.bytesPerSecond, from: 'settings' }
      : { bytesPerSecond: entry.bytesPerSecond, from: 'timetable' };
  if (!bandwidth.isTurtleOn && !isSlowed) return usual;
  const turtle = bandwidth.turtleBytesPerSecond;
  return { bytesPerSecond: Math.min(turtle, usual.bytesPerSecond ?? turtle), from: bandwidth.isTurtleOn ? 'turtle' : 'condition' };
}
