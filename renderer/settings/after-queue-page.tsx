import { useState } from 'react';
import { say } from '../../shared/language/say.ts';
import type { PlainText } from '../../shared/language/text.ts';
import type { AfterQueueAction } from '../../shared/settings.ts';
import { errorSentence } from '../error-sentence.ts';
import { chooseForSettings } from '../store/settings-actions.ts';
import { argumentsOf } from './arguments-of.ts';
import { ChoiceField } from './choice-field.tsx';
import { ProgramField } from './program-field.tsx';
import { SwitchField } from './switch-field.tsx';
import { TextField } from './text-field.tsx';
import { textOrNull } from './text-or-null.ts';
import { useSection } from './use-section.ts';
import { withoutDefault } from './without-default.ts';

const actions: readonly (readonly [AfterQueueAction, PlainText])[] = [
  ['nothing', 'Nothing'],
  ['sound', 'Play a sound'],
  ['command', 'Run a program…'],
  ['webhook', 'Call a webhook…'],
  ['quit', 'Quit Gantry'],
  ['sleep', 'Put this computer to sleep…'],
  ['shut-down', 'Shut this computer down…'],
];

/** What is done once all is through. */
export function AfterQueuePage() {
  const { values, set, forget, stateOf } = useSection('afterQueue');
  const [refusal, setRefusal] = useState<string | null>(null);
  const chooseProgram = (): void => {
    chooseForSettings('chooseProgram').then(
      (isDone) => {
        setRefusal(null);
        // The program holds now: a webhook that waits for its address would come in its place with the next change.
        if (isDone) forget('action', 'webhookUrl');
      },
      (error: unknown) => setRefusal(errorSentence(error)),
    );
  };
  const action = stateOf('action');
  return (
    <>
      <p className="settings-words">{say('What reaches beyond Gantry holds once you said yes in a box of your system.')}</p>
      <ChoiceField
        label={say('When all is through')}
        value={values.action}
        choices={actions.map(([action, words]) => [action, say(words)] as const)}
        hint={values.action === 'nothing' || values.action === 'sound' ? '' : say('You have 15 seconds to say no.')}
        state={{ ...action, problem: action.problem ?? refusal }}
        onChange={(chosen) => {
          setRefusal(null);
          // A program is chosen where this page cannot reach.
          if (chosen === 'command' && values.program === null) chooseProgram();
          else set({ action: chosen });
        }}
      />
      {values.action === 'command' ? (
        <>
          <ProgramField program={values.program} onChoose={chooseProgram} />
          <TextField
            label={say('Arguments')}
            value={values.programArguments.join('\n')}
            isLong
            hint={say('One on a line, passed on exactly as written. No shell reads them.')}
            state={stateOf('programArguments')}
            onChange={(text) => set({ programArguments: argumentsOf(text) })}
          />
        </>
      ) : null}
      {values.action === 'webhook' ? (
        <TextField
          label={say('Address')}
          value={values.webhookUrl ?? ''}
          placeholder="https://hooks.example.org/…"
          hint={say('Gets a POST with the numbers of each batch as JSON. By https, or on this computer.')}
          state={withoutDefault(stateOf('webhookUrl'))}
          onChange={(text) => set({ webhookUrl: textOrNull(text) })}
        />
      ) : null}
      <SwitchField
        label={say('Also when files failed')}
        isOn={values.alsoAfterFailures}
        isDisabled={values.action === 'nothing'}
        state={stateOf('alsoAfterFailures')}
        onChange={(alsoAfterFailures) => set({ alsoAfterFailures })}
      />
    </>
  );
}
