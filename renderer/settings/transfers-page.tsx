import { decidingPolicies } from '../../shared/conflict.ts';
import { say } from '../../shared/language/say.ts';
import { policyWords } from '../../shared/text/conflict-words.ts';
import type { ConflictPolicy } from '../../shared/upload.ts';
import { ChoiceField } from './choice-field.tsx';
import { linesOf } from './lines-of.ts';
import { numberOf } from './number-of.ts';
import { numberText } from './number-text.ts';
import { SwitchField } from './switch-field.tsx';
import { TextField } from './text-field.tsx';
import { useSection } from './use-section.ts';

const policies: readonly ConflictPolicy[] = [...decidingPolicies, 'ask'];

const examples = '*.tmp\nnode_modules\ncache/**';

/** How files are sent. */
export function TransfersPage() {
  const { values, set, stateOf } = useSection('transfers');
  const choices = policies.map((policy) => [policy, policy === 'ask' ? say('Ask me') : policyWords(policy).name] as const);
  return (
    <>
      <TextField
        label={say('Files at once')}
        value={numberText(values.filesAtOnce)}
        isShort
        hint={say('1 to 64. More helps with many small files; six is right for most lines.')}
        state={stateOf('filesAtOnce')}
        onChange={(text) => set({ filesAtOnce: numberOf(text) ?? Number.NaN })}
      />
      <TextField
        label={say('Try again')}
        value={numberText(values.retries)}
        unit={say('times')}
        isShort
        hint={say('For files that are added from now on. A lost network and a server that is away cost none of them.')}
        state={stateOf('retries')}
        onChange={(text) => set({ retries: numberOf(text) ?? Number.NaN })}
      />
      <ChoiceField
        label={say('When a name is taken')}
        value={values.conflict}
        choices={choices}
        hint={values.conflict === 'ask' ? say('You see what is there before anything is sent.') : policyWords(values.conflict).meaning}
        state={stateOf('conflict')}
        onChange={(conflict) => set({ conflict })}
      />
      <SwitchField
        label={say('Verify afterwards')}
        isOn={values.verify}
        hint={say('Asks the destination what it stored, where it can say. Takes longer; for files that are added from now on.')}
        state={stateOf('verify')}
        onChange={(verify) => set({ verify })}
      />
      <h4 className="settings-heading">{say('Left out')}</h4>
      <TextField
        label={say('Names and folders')}
        value={values.leaveOut.join('\n')}
        placeholder={examples}
        isLong
        hint={`${say('One on a line. * stands for any letters, ? for one, ** for any folders.')} ${say('What systems leave behind, such as .DS_Store and Thumbs.db, is always left out.')}`}
        state={stateOf('leaveOut')}
        onChange={(text) => set({ leaveOut: linesOf(text) })}
      />
    </>
  );
}
