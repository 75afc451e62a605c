import { expect, test } from 'vitest';
import { limitOfHour, painted, timetableOf, weekOf } from '../../../renderer/settings/timetable/week.ts';
import { limitAt } from '../../../shared/limit-at.ts';
import type { Timetable } from '../../../shared/timetable.ts';
import { weekdays } from '../../../shared/timetable.ts';

const every = [...weekdays];
/** Minutes, midnight, overlaps, no limit: all that a file can hold. */
const wild: Timetable = [
  { days: ['mon', 'fri'], from: '08:30', to: '18:10', bytesPerSecond: 1_000 },
  { days: ['sun'], from: '22:00', to: '06:00', bytesPerSecond: null },
  { days: every, from: '05:00', to: '24:00', bytesPerSecond: 5_000 },
  { days: ['wed'], from: '00:00', to: '24:00', bytesPerSecond: 9_000 },
];
const everyMinute = (timetable: Timetable) =>
  weekdays.flatMap((weekday) =>
    Array.from({ length: 1_440 / 5 }, (_, step) => limitAt(timetable, { weekday, minuteOfDay: step * 5 })?.bytesPerSecond),
  );

test.each<[string, Timetable]>([
  ['an empty one', []],
  ['one with everything', wild],
])('%s says the same after it was a grid', (_name, timetable) => {
  expect(everyMinute(timetableOf(weekOf(timetable)))).toEqual(everyMinute(timetable));
});

test('what is painted counts there, and everything beside it as before', () => {
  const next = timetableOf(painted(weekOf(wild), [0, 2], { from: 9 * 60, to: 10 * 60, limit: 7_000 }));
  const isPainted = (index: number): boolean => [0, 2].includes(Math.floor(index / 288)) && index % 288 >= 108 && index % 288 < 120;
  expect(everyMinute(next)).toEqual(everyMinute(wild).map((limit, index) => (isPainted(index) ? 7_000 : limit)));
});

test('the usual limit is painted by taking away', () => {
  const week = painted(weekOf(wild), [0, 1, 2, 3, 4, 5, 6], { from: 0, to: 1_440, limit: undefined });
  expect(timetableOf(week)).toEqual([]);
});

test('days that are alike share an entry, and hours that touch are one', () => {
  const week = [8, 9].reduce(
    (before, hour) => painted(before, [0, 1, 4], { from: hour * 60, to: (hour + 1) * 60, limit: 1_000 }),
    weekOf([]),
  );
  expect(timetableOf(week)).toEqual([{ days: ['mon', 'tue', 'fri'], from: '08:00', to: '10:00', bytesPerSecond: 1_000 }]);
});

test('an hour with more than one limit says so', () => {
  const monday = weekOf(wild)[0] ?? [];
  expect([5, 8, 12, 18, 4].map((hour) => limitOfHour(monday, hour))).toEqual([null, 'mixed', 1_000, 'mixed', null]);
});

test('a week in which each hour differs from its neighbours is no longer than the settings take', () => {
  let week = weekOf([]);
  for (let day = 0; day < 7; day += 1)
    for (let hour = 0; hour < 24; hour += 1)
      week = painted(week, [day], { from: hour * 60, to: (hour + 1) * 60, limit: 1_000 + day * 24 + hour });
  expect(timetableOf(week)).toHaveLength(168);
});
