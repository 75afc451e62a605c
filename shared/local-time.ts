import type { Weekday } from './timetable.ts';
import { weekdays } from './timetable.ts';

/** A moment on the clock on the wall. */
export interface LocalTime {
  readonly weekday: Weekday;
  /** 0 to 1439. */
  readonly minuteOfDay: number;
}

/** What the clock on the wall shows at that moment (milliseconds since the epoch). `timeZone`: an IANA name; left out: this machine's. */
export function localTimeOf(atMs: number, timeZone?: string): LocalTime {
  // Every time anew: the machine's zone may change while the program runs.
  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  const parts = new Map(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
  const weekday = weekdays.find((day) => day === parts.get('weekday')?.toLowerCase()) ?? 'mon';
  return { weekday, minuteOfDay: Number(parts.get('hour')) * 60 + Number(parts.get('minute')) };
}
