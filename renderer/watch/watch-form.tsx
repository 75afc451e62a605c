import { FolderPlus } from 'lucide-react';
import type { FormEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import type { DestinationId } from '../../shared/ids.ts';
import { say } from '../../shared/language/say.ts';
import type { PlainText } from '../../shared/language/text.ts';
import { destinationTitle } from '../../shared/text/destination-title.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import type { Afterwards } from '../../shared/watched-folder.ts';
import { usualWatchRules } from '../../shared/watched-folder.ts';
import { errorSentence } from '../error-sentence.ts';
import { chosenDestinationOf } from '../store/selectors.ts';
import { useWindow } from '../store/store.ts';
import { chooseWatchedFolder } from '../store/watch-actions.ts';
import { Button } from '../ui/button.tsx';
import { patternsIn } from './patterns-in.ts';

const settleChoices: readonly (readonly [settleMs: number, words: PlainText])[] = [
  [2_000, '2 seconds'],
  [usualWatchRules.settleMs, '10 seconds'],
  [60_000, '1 minute'],
  [600_000, '10 minutes'],
];
const afterwardsChoices: readonly (readonly [kind: Afterwards['kind'], words: PlainText])[] = [
  ['leave', 'Leave it where it is'],
  ['move', 'Move it to a folder'],
  ['trash', 'Put it in the trash'],
];

/** How a folder is to be watched; the folder itself, and the one to move to, are chosen in the system's dialog. */
export function WatchForm({ onClose }: { readonly onClose: () => void }) {
  const id = useId();
  const destinations = useWindow((state) => state.destinations) ?? [];
  const chosen = useWindow(chosenDestinationOf);
  const [destinationId, setDestinationId] = useState<string>(chosen?.destinationId ?? destinations[0]?.destinationId ?? '');
  const [includesSubfolders, setSubfolders] = useState(true);
  const [settleMs, setSettleMs] = useState(usualWatchRules.settleMs);
  const [only, setOnly] = useState('');
  const [leaveOut, setLeaveOut] = useState('');
  const [afterwards, setAfterwards] = useState<Afterwards['kind']>('leave');
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  // What opened it is gone.
  useEffect(() => form.current?.querySelector('select')?.focus(), []);

  const add = async (): Promise<void> => {
    setIsAsking(true);
    setProblem(null);
    try {
      const rules = { includesSubfolders, settleMs, only: patternsIn(only), leaveOut: patternsIn(leaveOut) };
      if ((await chooseWatchedFolder(destinationId as DestinationId, rules, afterwards)) !== null) onClose();
    } catch (error) {
      setProblem(errorSentence(error));
    }
    setIsAsking(false);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void add();
  };

  return (
    <form ref={form} className="watch-form" onSubmit={submit}>
      <div className="watch-fields">
        <label htmlFor={`${id}-to`}>{say('Send to')}</label>
        <select
          id={`${id}-to`}
          className="text-input select-input"
          value={destinationId}
          onChange={(event) => setDestinationId(event.target.value)}
        >
          {destinations.map((destination) => (
            <option key={destination.destinationId} value={destination.destinationId}>
              {visibleText(destinationTitle(destination.name))}
            </option>
          ))}
        </select>
        <label htmlFor={`${id}-settle`}>{say('When unchanged for')}</label>
        <select
          id={`${id}-settle`}
          className="text-input select-input"
          value={settleMs}
          onChange={(event) => setSettleMs(Number(event.target.value))}
        >
          {settleChoices.map(([value, words]) => (
            <option key={value} value={value}>
              {say(words)}
            </option>
          ))}
        </select>
        <label htmlFor={`${id}-only`}>{say('Only these')}</label>
        <PatternField
          id={`${id}-only`}
          value={only}
          hint={say('Names with * and ?, such as *.jpg, *.cr3. Empty: all.')}
          onChange={setOnly}
        />
        <label htmlFor={`${id}-out`}>{say('Leave out')}</label>
        <PatternField
          id={`${id}-out`}
          value={leaveOut}
          hint={say('Also what the settings leave out, empty files, and unfinished downloads such as *.part.')}
          onChange={setLeaveOut}
        />
        <label htmlFor={`${id}-after`}>{say('Once it has arrived')}</label>
        <select
          id={`${id}-after`}
          className="text-input select-input"
          value={afterwards}
          onChange={(event) => setAfterwards(afterwardsChoices.find(([kind]) => kind === event.target.value)?.[0] ?? 'leave')}
        >
          {afterwardsChoices.map(([kind, words]) => (
            <option key={kind} value={kind}>
              {say(words)}
            </option>
          ))}
        </select>
        <label className="watch-check">
          <input type="checkbox" checked={includesSubfolders} onChange={(event) => setSubfolders(event.target.checked)} />
          {say('With all folders in it')}
        </label>
      </div>
      <footer className="watch-footer">
        <Button
          type="submit"
          look="primary"
          label={afterwards === 'move' ? say('Choose both folders…') : say('Choose the folder…')}
          icon={<FolderPlus size={16} strokeWidth={1.5} />}
          isDisabled={isAsking || destinationId === ''}
        />
        <Button label={say('Back')} onPress={onClose} />
        <p className="watch-problem ink-failed" role="alert">
          {problem}
        </p>
      </footer>
    </form>
  );
}

interface PatternFieldProps {
  readonly id: string;
  readonly value: string;
  readonly hint: string;
  readonly onChange: (value: string) => void;
}

function PatternField({ id, value, hint, onChange }: PatternFieldProps) {
  return (
    <div>
      <input
        id={id}
        className="text-input"
        type="text"
        value={value}
        spellCheck={false}
        autoComplete="off"
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-note`} className="watch-rules">
        {hint}
      </p>
    </div>
  );
}
