import { say } from '../../shared/language/say.ts';
import type { PlainText } from '../../shared/language/text.ts';
import type { UpdateChannel } from '../../shared/settings.ts';
import { ChoiceField } from './choice-field.tsx';
import { SwitchField } from './switch-field.tsx';
import { useSection } from './use-section.ts';

const channels: readonly (readonly [UpdateChannel, PlainText])[] = [
  ['latest', 'Releases'],
  ['beta', 'Releases, and what is tried before them…'],
];

/** Whether Gantry renews itself, and to what. */
export function UpdatesPage() {
  const { values, set, stateOf } = useSection('updates');
  return (
    <>
      <SwitchField
        label={say('Look for updates')}
        isOn={values.isOn}
        hint={say('You are told first. Nothing is installed while a file is under way.')}
        state={stateOf('isOn')}
        onChange={(isOn) => set({ isOn })}
      />
      {values.isOn ? (
        <ChoiceField
          label={say('Take')}
          value={values.channel}
          choices={channels.map(([channel, words]) => [channel, say(words)] as const)}
          state={stateOf('channel')}
          onChange={(channel) => set({ channel })}
        />
      ) : null}
    </>
  );
}
