import { FolderPlus } from 'lucide-react';
import type { FormEvent } from 'react';
import { useEffect, useId, useRef } from 'react';
import { say } from '../../shared/language/say.ts';
import { destinationTitle } from '../../shared/text/destination-title.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import type { WatchedFolder } from '../../shared/watched-folder.ts';
import { useWindow } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { ForeignName } from '../ui/foreign-name.tsx';
import type { WatchFields } from './use-watch-form.ts';
import { useWatchForm } from './use-watch-form.ts';
import type { Choice } from './watch-choices.ts';
import { watchChoices } from './watch-choices.ts';

export interface WatchFormProps {
  /** The one that is changed; null: a new one. */
  readonly folder: WatchedFolder | null;
  onClose(): void;
}

/** How a folder is to be watched; the folder itself, and the one to move to, are chosen in the system's dialog. */
export function WatchForm({ folder, onClose }: WatchFormProps) {
  const id = useId();
  const destinations = useWindow((state) => state.destinations) ?? [];
  const { fields, set, isAsking, problem, submit } = useWatchForm(folder, onClose);
  const form = useRef<HTMLFormElement>(null);
  // What opened it is gone.
  useEffect(() => form.current?.querySelector('select')?.focus(), []);
  const field = (name: Exclude<keyof WatchFields, 'includesSubfolders'>): FieldProps => ({
    id: `${id}-${name}`,
    value: fields[name],
    onChange: (value) => set({ [name]: value }),
  });
  const to = destinations.map((destination): Choice => [destination.destinationId, visibleText(destinationTitle(destination.name))]);

  return (
    <form
      ref={form}
      className="watch-form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className="watch-fields">
        {folder === null ? null : (
          <>
            <span className="watch-fields-name">{say('Watched folder')}</span>
            <div className="watch-fields-path">
              <ForeignName className="watch-path" text={folder.path} />
              <p className="watch-rules">{say('What has been sent is not sent again.')}</p>
            </div>
          </>
        )}
        <SelectField {...field('destinationId')} label={say('Send to')} choices={to} />
        <SelectField {...field('settleMs')} label={say('When unchanged for')} choices={watchChoices.settle(folder)} />
        <PatternField {...field('only')} label={say('Only these')} hint={say('Names with * and ?, such as *.jpg, *.cr3. Empty: all.')} />
        <PatternField
          {...field('leaveOut')}
          label={say('Leave out')}
          hint={say('Also what the settings leave out, empty files, and unfinished downloads such as *.part.')}
        />
        <SelectField {...field('conflict')} label={say('Taken names')} choices={watchChoices.conflict()} />
        <SelectField {...field('afterwards')} label={say('Once it has arrived')} choices={watchChoices.afterwards(folder)} />
        <label className="watch-check">
          <input
            type="checkbox"
            checked={fields.includesSubfolders}
            onChange={(event) => set({ includesSubfolders: event.target.checked })}
          />
          {say('With all folders in it')}
        </label>
      </div>
      <footer className="dialog-footer">
        <p className="watch-problem ink-failed" role="alert">
          {problem}
        </p>
        <Button label={say('Back')} onPress={onClose} />
        <Button
          type="submit"
          look="primary"
          label={submitWords(folder, fields.afterwards === 'move')}
          icon={folder === null ? <FolderPlus size={16} strokeWidth={1.5} /> : null}
          isDisabled={isAsking || fields.destinationId === ''}
        />
      </footer>
    </form>
  );
}

function submitWords(folder: WatchedFolder | null, choosesTarget: boolean): string {
  if (folder !== null) return choosesTarget ? say('Choose the folder…') : say('Save');
  return choosesTarget ? say('Choose both folders…') : say('Choose the folder…');
}

interface FieldProps {
  readonly id: string;
  readonly value: string;
  onChange(value: string): void;
}

interface SelectFieldProps extends FieldProps {
  readonly label: string;
  readonly choices: readonly Choice[];
}

function SelectField({ id, label, value, choices, onChange }: SelectFieldProps) {
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <select id={id} className="text-input select-input" value={value} onChange={(event) => onChange(event.target.value)}>
        {choices.map(([choice, words]) => (
          <option key={choice} value={choice}>
            {words}
          </option>
        ))}
      </select>
    </>
  );
}

interface PatternFieldProps extends FieldProps {
  readonly label: string;
  readonly hint: string;
}

function PatternField({ id, label, value, hint, onChange }: PatternFieldProps) {
  return (
    <>
      <label htmlFor={id}>{label}</label>
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
    </>
  );
}
