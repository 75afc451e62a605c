import type { LocalTime } from './local-time.ts';
import type { Timetable, TimetableEntry } from './timetable.ts';
import { weekdays } from './timetable.ts';

/**
 * The entry of a timetable that counts at a moment on the clock on the wall; null: none. The first one that fits counts. As it goes by that clock, an hour that
 * a summer time leaves out is not missed and one that comes twice counts twice.
 */
export function limitAt(timetable: Timetable, localTime: LocalTime): TimetableEntry | null {
  return timetable.find((entry) => holdsAt(entry, localTime)) ?? null;
}

function holdsAt({ days, from, to }: TimetableEntry, { weekday, minuteOfDay }: LocalTime): boolean {
  const begins = minutesOf(from);
  const ends = minutesOf(to);
  if (begins < ends) return days.includes(weekday) && minuteOfDay >= begins && minuteOfDay < ends;
  const yesterday = weekdays[(weekdays.indexOf(weekday) + 6) % 7];
  return (days.includes(weekday) && minuteOfDay >= begins) || (yesterday !== undefined && days.includes(yesterday) && minuteOfDay < ends);
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}
