import type { CostlyRule, OfflineRule } from '../../shared/settings.ts';
import { ChoiceField } from './choice-field.tsx';
import { numberOf } from './number-of.ts';
import { TextField } from './text-field.tsx';
import { useSection } from './use-section.ts';

const rules: readonly (readonly [CostlyRule, string])[] = [
  ['go-on', 'Go on as usual'],
  ['slow', 'Use the slow limit'],
  ['pause', 'Wait, and go on by itself afterwards'],
];
const offlineRules: readonly (readonly [OfflineRule, string])[] = [
  ['wait', 'Wait, and go on by itself'],
  ['pause', 'Pause until I resume'],
];

/** What is done while the line costs money, the battery runs down, or there is no network. */
export function ConditionsPage() {
  const { values, set, problemOf } = useSection('conditions');
  return (
    <>
      <ChoiceField label="On a metered line" value={values.onMetered} choices={rules} onChange={(onMetered) => set({ onMetered })} />
      <ChoiceField label="On battery" value={values.onBattery} choices={rules} onChange={(onBattery) => set({ onBattery })} />
      {values.onBattery === 'go-on' ? null : (
        <TextField
          label="Below a charge of"
          value={String(values.batteryBelowPercent)}
          unit="%"
          isShort
          hint="100: whenever the power is not plugged in."
          problem={problemOf('batteryBelowPercent')}
          onChange={(text) => set({ batteryBelowPercent: numberOf(text) ?? Number.NaN })}
        />
      )}
      <ChoiceField label="Without a network" value={values.offline} choices={offlineRules} onChange={(offline) => set({ offline })} />
    </>
  );
}
