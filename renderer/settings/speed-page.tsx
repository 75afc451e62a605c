import { useState } from 'react';
import { limitNow } from '../../shared/limit-now.ts';
import { localTimeOf } from '../../shared/local-time.ts';
import { formatSpeed } from '../../shared/text/format-speed.ts';
import { useNow } from '../ui/use-now.ts';
import { DestinationLimits } from './destination-limits.tsx';
import { rateOf } from './rate-of.ts';
import { rateText } from './rate-text.ts';
import { SwitchField } from './switch-field.tsx';
import { TextField } from './text-field.tsx';
import { TimetableEditor } from './timetable-editor.tsx';
import { useSection } from './use-section.ts';

const sources = { turtle: 'the slow limit', timetable: 'the timetable', settings: 'the usual limit' } as const;

/** How fast files may be sent, when, and where to. */
export function SpeedPage() {
  const { values, set, problemOf } = useSection('bandwidth');
  const now = useNow('minute');
  const [isLimited, setLimited] = useState(values.bytesPerSecond !== null);
  const limit = limitNow(values, localTimeOf(now));
  return (
    <>
      <p className="settings-words" role="status">
        {limit.bytesPerSecond === null
          ? 'Now: as fast as the line is'
          : `Now: ${formatSpeed(limit.bytesPerSecond)}, by ${sources[limit.from]}`}
        .
      </p>
      <SwitchField
        label="Limit all uploads together"
        isOn={isLimited}
        onChange={(isOn) => {
          setLimited(isOn);
          set({ bytesPerSecond: isOn ? 5_000_000 : null });
        }}
      />
      {isLimited ? (
        <TextField
          label="Limit"
          value={rateText(values.bytesPerSecond)}
          placeholder="10 MB/s"
          isShort
          hint="As 500 kB/s or 10 MB/s."
          problem={problemOf('bytesPerSecond')}
          onChange={(text) => set({ bytesPerSecond: rateOf(text) })}
        />
      ) : null}
      <SwitchField
        label="Slow limit"
        isOn={values.isTurtleOn}
        hint="For a while, by hand: also with the turtle in the toolbar. It counts before everything else."
        onChange={(isTurtleOn) => set({ isTurtleOn })}
      />
      <TextField
        label="Slow means"
        value={rateText(values.turtleBytesPerSecond)}
        isShort
        problem={problemOf('turtleBytesPerSecond')}
        onChange={(text) => set({ turtleBytesPerSecond: rateOf(text) ?? Number.NaN })}
      />
      <h4 className="settings-heading">Timetable</h4>
      <SwitchField
        label="Other limits at certain times of the week"
        isOn={values.isTimetableOn}
        hint="By the clock of this computer. Where two overlap, the upper one counts."
        onChange={(isTimetableOn) => set({ isTimetableOn })}
      />
      {values.isTimetableOn ? (
        <TimetableEditor timetable={values.timetable} problem={problemOf('timetable')} onChange={(timetable) => set({ timetable })} />
      ) : null}
      <h4 className="settings-heading">By destination</h4>
      <DestinationLimits
        limits={values.perDestination}
        problem={problemOf('perDestination')}
        onChange={(perDestination) => set({ perDestination })}
      />
    </>
  );
}
