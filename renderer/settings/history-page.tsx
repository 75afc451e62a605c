import { say } from '../../shared/language/say.ts';
import { numberOf } from './number-of.ts';
import { numberText } from './number-text.ts';
import { TextField } from './text-field.tsx';
import { useSection } from './use-section.ts';

/** How long the list remembers. */
export function HistoryPage() {
  const { values, set, stateOf } = useSection('history');
  return (
    <TextField
      label={say('Keep what is done for')}
      value={numberText(values.keptDays)}
      placeholder={say('Always')}
      unit={say('days')}
      isShort
      hint={say(
        'Empty: until you clear it. Older batches leave the list; what arrived stays where it arrived. A file of a batch that was cleared may be sent again.',
      )}
      state={stateOf('keptDays')}
      onChange={(text) => set({ keptDays: numberOf(text) })}
    />
  );
}
