import { limitAt } from '../../../shared/limit-at.ts';
import type { Timetable, TimetableEntry, Weekday } from '../../../shared/timetable.ts';
import { weekdays } from '../../../shared/timetable.ts';

const dayMinutes = 24 * 60;

/** Bytes per second; null: no limit; undefined: the usual one. */
export type Limit = number | null | undefined;

export interface Span {
  /** Minutes of the day. */
  readonly from: number;
  /** Not included. */
  readonly to: number;
  readonly limit: Limit;
}

/** Seven days from Monday on, each filled with spans from midnight to midnight. */
export type Week = readonly (readonly Span[])[];

/** A timetable as what counts at every minute of the week: what overlaps and what goes on after midnight is told apart. */
export function weekOf(timetable: Timetable): Week {
  const times = timetable.flatMap(({ from, to }) => [minutesOf(from), minutesOf(to)]);
  const bounds = [...new Set([0, ...times, dayMinutes])].sort((one, other) => one - other);
  return weekdays.map((weekday) =>
    joined(
      bounds.slice(0, -1).map((from, index) => ({
        from,
        to: bounds[index + 1] ?? dayMinutes,
        limit: limitAt(timetable, { weekday, minuteOfDay: from })?.bytesPerSecond,
      })),
    ),
  );
}

/** The shortest timetable that says the same: days on which the same counts share an entry. */
export function timetableOf(week: Week): Timetable {
  const entries = new Map<string, { days: Weekday[]; span: Span }>();
  week.forEach((spans, index) => {
    const day = weekdays[index];
    for (const span of spans) {
      if (day === undefined || span.limit === undefined) continue;
      const key = `${span.from}-${span.to}-${span.limit}`;
      const known = entries.get(key);
      if (known === undefined) entries.set(key, { days: [day], span });
      else known.days.push(day);
    }
  });
  return [...entries.values()].map(({ days, span }): TimetableEntry => {
    return { days, from: timeOf(span.from), to: timeOf(span.to), bytesPerSecond: span.limit ?? null };
  });
}

/** The week with another limit in that span of those days (0 is Monday). */
export function painted(week: Week, days: readonly number[], { from, to, limit }: Span): Week {
  return week.map((spans, day) => {
    if (!days.includes(day)) return spans;
    const before = spans.filter((span) => span.from < from).map((span) => ({ ...span, to: Math.min(span.to, from) }));
    const after = spans.filter((span) => span.to > to).map((span) => ({ ...span, from: Math.max(span.from, to) }));
    return joined([...before, { from, to, limit }, ...after]);
  });
}

/** What counts during an hour of a day; `mixed`: more than one thing. */
export function limitOfHour(spans: readonly Span[], hour: number): Limit | 'mixed' {
  const [first, ...others] = spans.filter(({ from, to }) => from < (hour + 1) * 60 && to > hour * 60);
  return others.length > 0 ? 'mixed' : first?.limit;
}

function joined(spans: readonly Span[]): readonly Span[] {
  const all: Span[] = [];
  for (const span of spans) {
    const last = all.at(-1);
    if (last !== undefined && last.limit === span.limit) all[all.length - 1] = { ...last, to: span.to };
    else all.push(span);
  }
  return all;
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
