export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** A span of the week with a limit of its own. */
export interface TimetableEntry {
  /** The days on which it begins. */
  readonly days: readonly Weekday[];
  /** `HH:MM` on the clock on the wall. */
  readonly from: string;
  /** `HH:MM`, not included; before `from` it is on the next day; `24:00`: the end of the day. */
  readonly to: string;
  /** null: no limit. */
  readonly bytesPerSecond: number | null;
}

/** Where two overlap, the earlier one in the list counts. */
export type Timetable = readonly TimetableEntry[];
