import { defaultSettings } from '../../shared/default-settings.ts';
import { limitNow } from '../../shared/limit-now.ts';
import { localTimeOf } from '../../shared/local-time.ts';
import { formatSpeed } from '../../shared/text/format-speed.ts';
import { isSlowed } from '../store/selectors.ts';
import { useWindow } from '../store/store.ts';
import { useNow } from '../ui/use-now.ts';
import { DestinationLimits } from './destination-limits.tsx';
import { rateOf } from './rate-of.ts';
import { rateText } from './rate-text.ts';
import { SwitchField } from './switch-field.tsx';
import { TextField } from './text-field.tsx';
import { TimetableGrid } from './timetable/timetable-grid.tsx';
import { useSection } from './use-section.ts';

const sources = {
  turtle: 'the slow limit',
  condition: 'what this computer allows',
  timetable: 'the timetable',
  settings: 'the usual limit',
} as const;

/** How fast files may be sent, when, and where to. */
export function BandwidthPage() {
  const { values, set, stateOf } = useSection('bandwidth');
  // What is typed and does not hold yet limits nothing.
  const held = useWindow((state) => state.settings?.settings.bandwidth ?? defaultSettings.bandwidth);
  const limit = limitNow(held, localTimeOf(useNow('minute')), useWindow(isSlowed));
  return (
    <>
      <p className="settings-words" role="status">
        {limit.bytesPerSecond === null
          ? 'Now: as fast as the line is.'
          : `Now: ${formatSpeed(limit.bytesPerSecond)}, by ${sources[limit.from]}.`}
      </p>
      <TextField
        label="Usual limit"
        value={rateText(values.bytesPerSecond)}
        placeholder="No limit"
        isShort
        hint="For all uploads together, as 500 kB/s or 10 MB/s. Empty: no limit."
        state={stateOf('bytesPerSecond')}
        onChange={(text) => set({ bytesPerSecond: rateOf(text) })}
      />
      <SwitchField
        label="Slow limit"
        isOn={values.isTurtleOn}
        hint="For a while, by hand: also with the turtle in the toolbar. It counts before everything else."
        state={stateOf('isTurtleOn')}
        onChange={(isTurtleOn) => set({ isTurtleOn })}
      />
      <TextField
        label="Slow means"
        value={rateText(values.turtleBytesPerSecond)}
        isShort
        state={stateOf('turtleBytesPerSecond')}
        onChange={(text) => set({ turtleBytesPerSecond: rateOf(text) ?? Number.NaN })}
      />
      <h4 className="settings-heading">Timetable</h4>
      <SwitchField
        label="Other limits at certain times of the week"
        isOn={values.isTimetableOn}
        hint="By the clock of this computer."
        state={stateOf('isTimetableOn')}
        onChange={(isTimetableOn) => set({ isTimetableOn })}
      />
      {values.isTimetableOn ? (
        <TimetableGrid timetable={values.timetable} problem={stateOf('timetable').problem} onChange={(timetable) => set({ timetable })} />
      ) : null}
      <h4 className="settings-heading">By destination</h4>
      <DestinationLimits
        limits={values.perDestination}
        problem={stateOf('perDestination').problem}
        onChange={(perDestination) => set({ perDestination })}
      />
    </>
  );
}
