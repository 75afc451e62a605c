import { defaultSettings } from '../../shared/default-settings.ts';
import { say } from '../../shared/language/say.ts';
import type { Text } from '../../shared/language/text.ts';
import type { LimitNow } from '../../shared/limit-now.ts';
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

const limited = {
  turtle: 'Now: {speed}, by the slow limit.',
  condition: 'Now: {speed}, by what this computer allows.',
  timetable: 'Now: {speed}, by the timetable.',
  settings: 'Now: {speed}, by the usual limit.',
} as const satisfies Record<LimitNow['from'], Text>;

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
          ? say('Now: as fast as the line is.')
          : say(limited[limit.from], { speed: formatSpeed(limit.bytesPerSecond) })}
      </p>
      <TextField
        label={say('Usual limit')}
        value={rateText(values.bytesPerSecond)}
        placeholder={say('No limit')}
        isShort
        hint={say('For all uploads together, as 500 kB/s or 10 MB/s. Empty: no limit.')}
        state={stateOf('bytesPerSecond')}
        onChange={(text) => set({ bytesPerSecond: rateOf(text) })}
      />
      <SwitchField
        label={say('Slow limit')}
        isOn={values.isTurtleOn}
        hint={say('For a while, by hand: also with the turtle in the toolbar. It counts before everything else.')}
        state={stateOf('isTurtleOn')}
        onChange={(isTurtleOn) => set({ isTurtleOn })}
      />
      <TextField
        label={say('Slow means')}
        value={rateText(values.turtleBytesPerSecond)}
        isShort
        state={stateOf('turtleBytesPerSecond')}
        onChange={(text) => set({ turtleBytesPerSecond: rateOf(text) ?? Number.NaN })}
      />
      <h4 className="settings-heading">{say('Timetable')}</h4>
      <SwitchField
        label={say('Other limits at certain times of the week')}
        isOn={values.isTimetableOn}
        hint={say('By the clock of this computer.')}
        state={stateOf('isTimetableOn')}
        onChange={(isTimetableOn) => set({ isTimetableOn })}
      />
      {values.isTimetableOn ? (
        <TimetableGrid timetable={values.timetable} problem={stateOf('timetable').problem} onChange={(timetable) => set({ timetable })} />
      ) : null}
      <h4 className="settings-heading">{say('By destination')}</h4>
      <DestinationLimits
        limits={values.perDestination}
        problem={stateOf('perDestination').problem}
        onChange={(perDestination) => set({ perDestination })}
      />
    </>
  );
}
