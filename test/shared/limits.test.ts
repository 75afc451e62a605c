import { describe, expect, it, test } from 'vitest';
import { defaultSettings } from '../../shared/default-settings.ts';
import { limitAt } from '../../shared/limit-at.ts';
import { limitNow } from '../../shared/limit-now.ts';
import type { LocalTime } from '../../shared/local-time.ts';
import { localTimeOf } from '../../shared/local-time.ts';
import type { BandwidthSettings } from '../../shared/settings.ts';
import type { TimetableEntry, Weekday } from '../../shared/timetable.ts';
import { weekdays } from '../../shared/timetable.ts';

const at = (weekday: Weekday, time: string): LocalTime => {
  const [hours, minutes] = time.split(':');
  return { weekday, minuteOfDay: Number(hours) * 60 + Number(minutes) };
};
const working: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const office: TimetableEntry = { days: working, from: '08:00', to: '18:00', bytesPerSecond: 1_000_000 };
const night: TimetableEntry = { days: ['fri', 'sun'], from: '22:30', to: '06:00', bytesPerSecond: null };

describe('limitAt', () => {
  it.each<[Weekday, string, TimetableEntry | null]>([
    ['mon', '07:59', null],
    ['mon', '08:00', office],
    ['fri', '17:59', office],
    ['fri', '18:00', null],
    ['sat', '12:00', null],
    // Over midnight it belongs to the day on which it began, also from Sunday to Monday.
    ['fri', '22:30', night],
    ['sat', '05:59', night],
    ['sat', '06:00', null],
    ['sat', '23:00', null],
    ['sun', '23:59', night],
    ['mon', '00:00', night],
    ['sun', '03:00', null],
  ])('on %s at %s', (weekday, time, entry) => {
    expect(limitAt([office, night], at(weekday, time))).toBe(entry);
  });

  it('reads 24:00 as the end of the day, and lets the earlier of two count', () => {
    const whole: TimetableEntry = { days: weekdays, from: '00:00', to: '24:00', bytesPerSecond: 5_000 };
    expect(limitAt([whole], at('wed', '23:59'))).toBe(whole);
    expect(limitAt([office, whole], at('wed', '12:00'))).toBe(office);
    expect(limitAt([whole, office], at('wed', '12:00'))).toBe(whole);
    expect(limitAt([], at('wed', '12:00'))).toBeNull();
  });
});

describe('localTimeOf', () => {
  it('goes by the zone that is asked for', () => {
    const moment = Date.UTC(2026, 0, 4, 23, 30);
    expect(localTimeOf(moment, 'UTC')).toEqual(at('sun', '23:30'));
    expect(localTimeOf(moment, 'Europe/Berlin')).toEqual(at('mon', '00:30'));
    expect(localTimeOf(moment, 'Asia/Kathmandu')).toEqual(at('mon', '05:15'));
    expect(localTimeOf(moment, 'America/Los_Angeles')).toEqual(at('sun', '15:30'));
  });

  it('follows the clock on the wall through both ends of a summer time', () => {
    // Berlin, 29 March 2026: 02:00 becomes 03:00. 25 October 2026: 03:00 becomes 02:00.
    const minutes = (from: number, to: number): readonly string[] =>
      Array.from({ length: (to - from) / 60_000 }, (_, index) => {
        const { minuteOfDay } = localTimeOf(from + index * 60_000, 'Europe/Berlin');
        return `${Math.floor(minuteOfDay / 60)}:${minuteOfDay % 60}`;
      });
    const spring = minutes(Date.UTC(2026, 2, 29, 0, 58), Date.UTC(2026, 2, 29, 1, 2));
    expect(spring).toEqual(['1:58', '1:59', '3:0', '3:1']);
    const autumn = minutes(Date.UTC(2026, 9, 25, 0, 58), Date.UTC(2026, 9, 25, 1, 2));
    expect(autumn).toEqual(['2:58', '2:59', '2:0', '2:1']);
  });

  it('gives an hour that comes twice the limit twice, and one that never comes none', () => {
    const early: TimetableEntry = { days: ['sun'], from: '02:00', to: '03:00', bytesPerSecond: 1_000 };
    const minutesWithLimit = (day: number, month: number): number => {
      const start = Date.UTC(2026, month, day - 1, 20);
      return Array.from({ length: 12 * 60 }, (_, index) => localTimeOf(start + index * 60_000, 'Europe/Berlin')).filter(
        (time) => limitAt([early], time) !== null,
      ).length;
    };
    expect([minutesWithLimit(29, 2), minutesWithLimit(5, 3), minutesWithLimit(25, 9)]).toEqual([0, 60, 120]);
  });
});

test.each<[string, Partial<BandwidthSettings>, number | null, string]>([
  ['nothing chosen', {}, null, 'settings'],
  ['a limit', { bytesPerSecond: 2_000_000 }, 2_000_000, 'settings'],
  ['a timetable that is off', { bytesPerSecond: 2_000_000, timetable: [office] }, 2_000_000, 'settings'],
  ['a timetable', { bytesPerSecond: 2_000_000, timetable: [office], isTimetableOn: true }, 1_000_000, 'timetable'],
  [
    'a timetable that lifts the limit',
    { bytesPerSecond: 5_000, timetable: [{ ...office, bytesPerSecond: null }], isTimetableOn: true },
    null,
    'timetable',
  ],
  ['a turtle', { isTurtleOn: true, turtleBytesPerSecond: 50_000 }, 50_000, 'turtle'],
  [
    'a turtle in a timetable',
    { isTurtleOn: true, turtleBytesPerSecond: 50_000, timetable: [office], isTimetableOn: true },
    50_000,
    'turtle',
  ],
  ['a turtle that is faster than the limit', { isTurtleOn: true, turtleBytesPerSecond: 50_000, bytesPerSecond: 9_000 }, 9_000, 'turtle'],
])('the limit of %s', (_name, change, bytesPerSecond, from) => {
  expect(limitNow({ ...defaultSettings.bandwidth, ...change }, at('tue', '12:00'))).toEqual({ bytesPerSecond, from });
});
