import type { CostlyRule, OfflineRule } from '../../shared/settings.ts';
import { ChoiceField } from './choice-field.tsx';
import { numberOf } from './number-of.ts';
import { numberText } from './number-text.ts';
import { TextField } from './text-field.tsx';
import { useSection } from './use-section.ts';

const rules: readonly (readonly [CostlyRule, string])[] = [
  ['go-on', 'Go on as usual'],
  ['slow', 'Use the slow limit'],
  ['pause', 'Wait, and go on by itself afterwards'],
];
const offlineRules: readonly (readonly [OfflineRule, string])[] = [
  ['wait', 'Look at each destination again by itself'],
  ['pause', 'Try nothing until there is one'],
];

/** What is done while the line costs money, the battery runs down, or there is no network. */
export function ConditionsPage() {
  const { values, set, stateOf } = useSection('conditions');
  return (
    <>
      <ChoiceField
        label="On a metered line"
        value={values.onMetered}
        choices={rules}
        state={stateOf('onMetered')}
        onChange={(onMetered) => set({ onMetered })}
      />
      <ChoiceField
        label="On battery"
        value={values.onBattery}
        choices={rules}
        state={stateOf('onBattery')}
        onChange={(onBattery) => set({ onBattery })}
      />
      {values.onBattery === 'go-on' ? null : (
        <TextField
          label="Below a charge of"
          value={numberText(values.batteryBelowPercent)}
          unit="%"
          isShort
          hint="100, and where the charge is not known: whenever the power is not plugged in."
          state={stateOf('batteryBelowPercent')}
          onChange={(text) => set({ batteryBelowPercent: numberOf(text) ?? Number.NaN })}
        />
      )}
      <ChoiceField
        label="Without a network"
        value={values.offline}
        choices={offlineRules}
        state={stateOf('offline')}
        onChange={(offline) => set({ offline })}
      />
    </>
  );
}
