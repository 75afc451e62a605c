import type { HTMLAttributes, KeyboardEvent } from 'react';
import { useId, useState } from 'react';
import { say } from '../../../shared/language/say.ts';
import type { Timetable } from '../../../shared/timetable.ts';
import { SettingNote } from '../setting-note.tsx';
import { Brushes } from './brushes.tsx';
import { cellId } from './cell-id.ts';
import { DayRow } from './day-row.tsx';
import { hoursOfDay } from './hours-of-day.ts';
import { Legend } from './legend.tsx';
import type { Cell } from './use-cells.ts';
import { useCells } from './use-cells.ts';
import type { Limit } from './week.ts';
import { painted, timetableOf, weekOf } from './week.ts';
import './timetable-grid.css';

export interface TimetableGridProps {
  readonly timetable: Timetable;
  readonly problem: string | null;
  readonly onChange: (timetable: Timetable) => void;
}

/** The week, an hour a cell: what is chosen, by dragging or by keys, gets the limit above. */
export function TimetableGrid({ timetable, problem, onChange }: TimetableGridProps) {
  const id = useId();
  const [brush, setBrush] = useState<Limit>(1_000_000);
  const [isDragging, setDragging] = useState(false);
  const { chosen, current, goTo, onKey } = useCells();
  const week = weekOf(timetable);
  const limits = [...new Set(week.flatMap((spans) => spans.map(({ limit }) => limit)))];

  const paint = (limit: Limit): void => {
    const days = week.flatMap((_, day) => (day >= chosen.days[0] && day <= chosen.days[1] ? [day] : []));
    onChange(timetableOf(painted(week, days, { from: chosen.hours[0] * 60, to: (chosen.hours[1] + 1) * 60, limit })));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === ' ' || event.key === 'Enter') paint(brush);
    else if (event.key === 'Delete' || event.key === 'Backspace') paint(undefined);
    else if (!onKey(event)) return;
    event.preventDefault();
  };
  const endDrag = (): void => {
    if (isDragging) paint(brush);
    setDragging(false);
  };

  return (
    <div className="timetable">
      <Brushes brush={brush} onChange={setBrush} />
      <table
        className="timetable-grid"
        {...gridSemantics(`${id}-keys`, current)}
        onKeyDown={onKeyDown}
        onPointerUp={endDrag}
        onPointerLeave={endDrag}
      >
        <thead>
          <tr>
            <td />
            {hoursOfDay.map((hour) => (
              <th key={hour} scope="col" className="timetable-hour" aria-label={`${hour}:00`}>
                {hour % 3 === 0 ? hour : ''}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {week.map((spans, day) => (
            <DayRow
              key={cellId({ day, hour: 0 })}
              {...{ day, spans, limits, current }}
              chosenHours={day >= chosen.days[0] && day <= chosen.days[1] ? chosen.hours : null}
              onPress={(hour, widens) => {
                goTo({ day, hour }, widens);
                setDragging(true);
              }}
              onEnter={(hour) => {
                if (isDragging) goTo({ day, hour }, true);
              }}
            />
          ))}
        </tbody>
      </table>
      <Legend limits={limits} />
      <p id={`${id}-keys`} className="setting-note">
        {say('Drag over hours, or move with the arrow keys and widen with Shift; Space gives them the limit, Delete the usual one.')}
      </p>
      <SettingNote id={`${id}-note`} problem={problem} />
    </div>
  );
}

/** A table whose cells are chosen and moved in is a grid; rows and cells get their roles from their elements. */
function gridSemantics(describedBy: string, current: Cell): HTMLAttributes<HTMLTableElement> {
  return {
    role: 'grid',
    'aria-label': say('Timetable'),
    'aria-multiselectable': true,
    'aria-activedescendant': cellId(current),
    'aria-describedby': describedBy,
    tabIndex: 0,
  };
}
