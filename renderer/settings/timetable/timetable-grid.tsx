import type { KeyboardEvent } from 'react';
import { useId, useRef, useState } from 'react';
import type { Timetable } from '../../../shared/timetable.ts';
import { SettingNote } from '../setting-note.tsx';
import { Brushes } from './brushes.tsx';
import { dayNames } from './day-names.ts';
import { Legend } from './legend.tsx';
import { limitWords } from './limit-words.ts';
import { shadeOf } from './shade-of.ts';
import type { Cells } from './use-cells.ts';
import { useCells } from './use-cells.ts';
import type { Limit } from './week.ts';
import { limitOfHour, painted, timetableOf, weekOf } from './week.ts';
import './timetable-grid.css';

export interface TimetableGridProps {
  readonly timetable: Timetable;
  readonly problem: string | null;
  readonly onChange: (timetable: Timetable) => void;
}

const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** The week, an hour a cell: what is chosen, by dragging or by keys, gets the limit above. */
export function TimetableGrid({ timetable, problem, onChange }: TimetableGridProps) {
  const id = useId();
  const grid = useRef<HTMLDivElement>(null);
  const [brush, setBrush] = useState<Limit>(1_000_000);
  const [isDragging, setDragging] = useState(false);
  const cells = useCells(({ day, hour }) => grid.current?.querySelector<HTMLElement>(`[data-cell="${day}-${hour}"]`)?.focus());
  const week = weekOf(timetable);
  const limits = [...new Set(week.flatMap((spans) => spans.map(({ limit }) => limit)))];

  const paint = ({ days: [firstDay, lastDay], hours: [firstHour, lastHour] }: Cells, limit: Limit): void => {
    const days = hours.slice(firstDay, lastDay + 1);
    onChange(timetableOf(painted(week, days, { from: firstHour * 60, to: (lastHour + 1) * 60, limit })));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === ' ' || event.key === 'Enter') paint(cells.chosen, brush);
    else if (event.key === 'Delete' || event.key === 'Backspace') paint(cells.chosen, undefined);
    else if (!cells.onKey(event)) return;
    event.preventDefault();
  };
  const isChosen = (day: number, hour: number): boolean => {
    const { days, hours: span } = cells.chosen;
    return day >= days[0] && day <= days[1] && hour >= span[0] && hour <= span[1];
  };

  return (
    <div className="timetable">
      <Brushes brush={brush} onChange={setBrush} />
      <div
        ref={grid}
        className="timetable-grid"
        role="grid"
        aria-label="Timetable"
        aria-multiselectable="true"
        aria-describedby={`${id}-keys`}
        onKeyDown={onKeyDown}
        onPointerUp={() => {
          if (isDragging) paint(cells.chosen, brush);
          setDragging(false);
        }}
        onPointerLeave={() => setDragging(false)}
      >
        <div className="timetable-row" role="row">
          <span role="columnheader" aria-label="Day" />
          {hours.map((hour) => (
            <span key={hour} className="timetable-hour" role="columnheader" aria-label={`${hour}:00`}>
              {hour % 3 === 0 ? hour : ''}
            </span>
          ))}
        </div>
        {week.map((_, day) => (
          <div key={dayNames[day]} className="timetable-row" role="row">
            <span className="timetable-day" role="rowheader" aria-label={dayNames[day]}>
              {dayNames[day]?.slice(0, 3)}
            </span>
            {hours.map((hour) => {
              const limit = limitOfHour(week, day, hour);
              const isCurrent = cells.current.day === day && cells.current.hour === hour;
              return (
                <span
                  key={hour}
                  className="timetable-cell"
                  role="gridcell"
                  data-cell={`${day}-${hour}`}
                  data-limit={limit === null ? 'none' : limit === 'mixed' ? 'mixed' : undefined}
                  style={{ background: shadeOf(limit, limits) }}
                  tabIndex={isCurrent ? 0 : -1}
                  aria-selected={isChosen(day, hour)}
                  aria-label={`${dayNames[day]} ${hour}:00 to ${hour + 1}:00, ${limitWords(limit)}`}
                  title={`${dayNames[day]} ${hour}:00 to ${hour + 1}:00: ${limitWords(limit)}`}
                  onPointerDown={(event) => {
                    if (event.button !== 0) return;
                    cells.goTo({ day, hour }, event.shiftKey);
                    setDragging(true);
                  }}
                  onPointerEnter={() => {
                    if (isDragging) cells.goTo({ day, hour }, true);
                  }}
                />
              );
            })}
          </div>
        ))}
      </div>
      <Legend limits={limits} />
      <p id={`${id}-keys`} className="setting-note">
        Drag over hours, or move with the arrow keys and widen with Shift; Space gives them the limit, Delete the usual one.
      </p>
      <SettingNote id={`${id}-note`} problem={problem} />
    </div>
  );
}
