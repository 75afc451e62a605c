import type { AfterQueueAction } from '../../shared/settings.ts';
import { ChoiceField } from './choice-field.tsx';
import { linesOf } from './lines-of.ts';
import { SwitchField } from './switch-field.tsx';
import { TextField } from './text-field.tsx';
import { useSection } from './use-section.ts';

const actions: readonly (readonly [AfterQueueAction, string])[] = [
  ['nothing', 'Nothing'],
  ['sound', 'Play a sound'],
  ['command', 'Run a program'],
  ['webhook', 'Call a webhook'],
  ['quit', 'Quit Gantry'],
  ['sleep', 'Put this computer to sleep'],
  ['shut-down', 'Shut this computer down'],
];

/** What is done once all is through. */
export function AfterQueuePage() {
  const { values, set, problemOf } = useSection('afterQueue');
  return (
    <>
      <ChoiceField
        label="When all is through"
        value={values.action}
        choices={actions}
        hint={values.action === 'nothing' || values.action === 'sound' ? '' : 'You have 15 seconds to say no.'}
        onChange={(action) => set({ action })}
      />
      {values.action === 'command' ? (
        <>
          <TextField
            label="Program"
            value={values.program ?? ''}
            placeholder="/usr/bin/notify-send"
            hint="Run as it is, without a shell."
            problem={problemOf('program')}
            onChange={(text) => set({ program: text.trim() === '' ? null : text.trim() })}
          />
          <TextField
            label="Arguments"
            value={values.programArguments.join('\n')}
            isLong
            hint="One on a line, passed on exactly as written."
            problem={problemOf('programArguments')}
            onChange={(text) => set({ programArguments: linesOf(text) })}
          />
        </>
      ) : null}
      {values.action === 'webhook' ? (
        <TextField
          label="Address"
          value={values.webhookUrl ?? ''}
          placeholder="https://hooks.example.org/…"
          hint="Gets a POST with the numbers of each batch as JSON. By https, or on this computer."
          problem={problemOf('webhookUrl')}
          onChange={(text) => set({ webhookUrl: text.trim() === '' ? null : text.trim() })}
        />
      ) : null}
      <SwitchField
        label="Also when files failed"
        isOn={values.alsoAfterFailures}
        isDisabled={values.action === 'nothing'}
        onChange={(alsoAfterFailures) => set({ alsoAfterFailures })}
      />
    </>
  );
}
