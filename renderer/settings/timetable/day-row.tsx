import type { HTMLAttributes } from 'react';
import { say } from '../../../shared/language/say.ts';
import { cellId } from './cell-id.ts';
import { dayName } from './day-name.ts';
import { hoursOfDay } from './hours-of-day.ts';
import { limitWords } from './limit-words.ts';
import { shadeOf } from './shade-of.ts';
import type { Cell } from './use-cells.ts';
import type { Limit, Span } from './week.ts';
import { limitOfHour } from './week.ts';

export interface DayRowProps {
  /** 0 is Monday. */
  readonly day: number;
  readonly spans: readonly Span[];
  /** All of the week. */
  readonly limits: readonly Limit[];
  /** Where the keyboard is. */
  readonly current: Cell;
  /** The first and the last one; null: none on this day. */
  readonly chosenHours: readonly [number, number] | null;
  readonly onPress: (hour: number, widens: boolean) => void;
  readonly onEnter: (hour: number) => void;
}

/** One day of the timetable. */
export function DayRow({ day, spans, limits, current, chosenHours, onPress, onEnter }: DayRowProps) {
  const name = dayName(day, 'long');
  return (
    <tr>
      <th scope="row" className="timetable-day" aria-label={name}>
        {dayName(day, 'short')}
      </th>
      {hoursOfDay.map((hour) => {
        const limit = limitOfHour(spans, hour);
        const words = say('{day} {from}:00 to {to}:00, {limit}', { day: name, from: hour, to: hour + 1, limit: limitWords(limit) });
        return (
          <td
            key={hour}
            id={cellId({ day, hour })}
            className={current.day === day && current.hour === hour ? 'timetable-cell timetable-current' : 'timetable-cell'}
            data-limit={limit === null ? 'none' : limit === 'mixed' ? 'mixed' : undefined}
            style={{ background: shadeOf(limit, limits) }}
            {...cellSemantics(words, chosenHours !== null && hour >= chosenHours[0] && hour <= chosenHours[1])}
            title={words}
            onPointerDown={(event) => {
              if (event.button === 0) onPress(hour, event.shiftKey);
            }}
            onPointerEnter={() => onEnter(hour)}
          />
        );
      })}
    </tr>
  );
}

/** A cell of a grid, which its table is. */
function cellSemantics(words: string, isChosen: boolean): HTMLAttributes<HTMLTableCellElement> {
  return { 'aria-label': words, 'aria-selected': isChosen };
}
