import { useId, useState } from 'react';
import { say } from '../../../shared/language/say.ts';
import { RateInput } from '../rate-input.tsx';
import type { Limit } from './week.ts';

export interface BrushesProps {
  readonly brush: Limit;
  readonly onChange: (brush: Limit) => void;
}

const usualRate = 1_000_000;

/** What the hours that are chosen next get. */
export function Brushes({ brush, onChange }: BrushesProps) {
  const name = useId();
  const [rate, setRate] = useState(brush ?? usualRate);
  const radio = (label: string, limit: Limit, isChosen: boolean) => (
    <label className="timetable-brush">
      <input type="radio" name={name} checked={isChosen} onChange={() => onChange(limit)} />
      {label}
    </label>
  );
  return (
    <fieldset className="timetable-brushes">
      <legend className="timetable-title">{say('Give hours')}</legend>
      {radio(say('a limit of'), rate, typeof brush === 'number')}
      <RateInput
        name={say('Limit for hours')}
        value={rate}
        onChange={(typed) => {
          if (typed === null) return;
          setRate(typed);
          onChange(typed);
        }}
      />
      {radio(say('no limit'), null, brush === null)}
      {radio(say('the usual limit'), undefined, brush === undefined)}
    </fieldset>
  );
}
