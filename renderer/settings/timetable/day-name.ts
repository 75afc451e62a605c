import { spoken } from '../../../shared/language/spoken.ts';

/** Some Monday, at midnight in UTC. */
const mondayMs = 345_600_000;
const dayMs = 86_400_000;

/** The name of a day in the language that is spoken; 0 is Monday. */
export function dayName(day: number, length: 'long' | 'short'): string {
  return new Intl.DateTimeFormat(spoken().locale, { weekday: length, timeZone: 'UTC' }).format(mondayMs + day * dayMs);
}
