import { say } from '../../shared/language/say.ts';
import type { PlainText } from '../../shared/language/text.ts';
import type { CostlyRule, OfflineRule } from '../../shared/settings.ts';
import { ChoiceField } from './choice-field.tsx';
import { numberOf } from './number-of.ts';
import { numberText } from './number-text.ts';
import { TextField } from './text-field.tsx';
import { useSection } from './use-section.ts';

const rules: readonly (readonly [CostlyRule, PlainText])[] = [
  ['go-on', 'Go on as usual'],
  ['slow', 'Use the slow limit'],
  ['pause', 'Wait, and go on by itself afterwards'],
];
const offlineRules: readonly (readonly [OfflineRule, PlainText])[] = [
  ['wait', 'Look at each destination again by itself'],
  ['pause', 'Try nothing until there is one'],
];

const said = <Rule,>(choices: readonly (readonly [Rule, PlainText])[]) => choices.map(([rule, words]) => [rule, say(words)] as const);

/** What is done while the line costs money, the battery runs down, or there is no network. */
export function ConditionsPage() {
  const { values, set, stateOf } = useSection('conditions');
  return (
    <>
      <ChoiceField
        label={say('On a metered line')}
        value={values.onMetered}
        choices={said(rules)}
        state={stateOf('onMetered')}
        onChange={(onMetered) => set({ onMetered })}
      />
      <ChoiceField
        label={say('On battery')}
        value={values.onBattery}
        choices={said(rules)}
        state={stateOf('onBattery')}
        onChange={(onBattery) => set({ onBattery })}
      />
      {values.onBattery === 'go-on' ? null : (
        <TextField
          label={say('Below a charge of')}
          value={numberText(values.batteryBelowPercent)}
          unit="%"
          isShort
          hint={say('100, and where the charge is not known: whenever the power is not plugged in.')}
          state={stateOf('batteryBelowPercent')}
          onChange={(text) => set({ batteryBelowPercent: numberOf(text) ?? Number.NaN })}
        />
      )}
      <ChoiceField
        label={say('Without a network')}
        value={values.offline}
        choices={said(offlineRules)}
        state={stateOf('offline')}
        onChange={(offline) => set({ offline })}
      />
    </>
  );
}
