import { Plus, X } from 'lucide-react';
import type { Timetable, TimetableEntry, Weekday } from '../../shared/timetable.ts';
import { weekdays } from '../../shared/timetable.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { RateInput } from './rate-input.tsx';
import './timetable-editor.css';

const dayNames: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};
const newEntry: TimetableEntry = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00', bytesPerSecond: 1_000_000 };

export interface TimetableEditorProps {
  readonly timetable: Timetable;
  readonly problem: string | null;
  readonly onChange: (timetable: Timetable) => void;
}

/** The spans of the week with a limit of their own, one on a line. */
export function TimetableEditor({ timetable, problem, onChange }: TimetableEditorProps) {
  const change = (index: number, part: Partial<TimetableEntry>): void =>
    onChange(timetable.map((entry, other) => (other === index ? { ...entry, ...part } : entry)));
  return (
    <div className="timetable">
      {/* Lines have no identity but their place. */}
      {[...timetable.entries()].map(([index, entry]) => (
        <fieldset key={index} className="timetable-line" aria-label={`Line ${index + 1}`}>
          <div className="timetable-days">
            {weekdays.map((day) => (
              <button
                key={day}
                type="button"
                className="timetable-day"
                aria-label={dayNames[day]}
                aria-pressed={entry.days.includes(day)}
                onClick={() => change(index, { days: weekdays.filter((each) => entry.days.includes(each) !== (each === day)) })}
              >
                {dayNames[day].slice(0, 2)}
              </button>
            ))}
          </div>
          <TimeInput name="From" value={entry.from} onChange={(from) => change(index, { from })} />
          <span aria-hidden="true">–</span>
          <TimeInput name="To" value={entry.to === '24:00' ? '00:00' : entry.to} onChange={(to) => change(index, { to })} />
          <RateInput name="Limit" value={entry.bytesPerSecond} onChange={(bytesPerSecond) => change(index, { bytesPerSecond })} />
          <IconButton
            name={`Remove line ${index + 1}`}
            title="Remove"
            icon={<X size={16} strokeWidth={1.5} />}
            onPress={() => onChange(timetable.filter((_, other) => other !== index))}
          />
        </fieldset>
      ))}
      {problem === null ? null : (
        <p className="setting-note ink-failed" role="alert">
          {problem}
        </p>
      )}
      <div>
        <Button
          look="outlined"
          label="Add a time"
          icon={<Plus size={16} strokeWidth={1.5} />}
          onPress={() => onChange([...timetable, newEntry])}
        />
      </div>
    </div>
  );
}

function TimeInput({
  name,
  value,
  onChange,
}: {
  readonly name: string;
  readonly value: string;
  readonly onChange: (time: string) => void;
}) {
  return (
    <input
      type="time"
      className="text-input time-input"
      aria-label={name}
      value={value}
      onChange={(event) => {
        // Half a time is none.
        if (event.target.value !== '') onChange(event.target.value);
      }}
    />
  );
}
