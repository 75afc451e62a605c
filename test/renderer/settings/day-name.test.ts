import { afterAll, expect, it } from 'vitest';
import { dayName } from '../../../renderer/settings/timetable/day-name.ts';
import { german } from '../../../shared/language/german.ts';
import { speak } from '../../../shared/language/spoken.ts';

afterAll(() => speak('en', null));

const week = (length: 'long' | 'short') => [0, 1, 2, 3, 4, 5, 6].map((day) => dayName(day, length));

it('names the days from Monday on in the language that is spoken', () => {
  expect(week('long')).toEqual(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']);
  expect(week('short')).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
  speak('de', german);
  expect(week('long')).toEqual(['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag']);
  expect(week('short')).toEqual(['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So']);
});
